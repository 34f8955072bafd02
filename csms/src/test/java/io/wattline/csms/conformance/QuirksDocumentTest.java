package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/quirks.md says of each oddity what becomes of it and which tests hold that; each of them is there. */
class QuirksDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/quirks.md");
    private static final Pattern ROW = Pattern.compile("^\\| (.+) \\| (.+) \\| (.*#.*) \\|$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)#(\\w+)]\\((\\S+)\\)");

    @Test
    void everyOddityIsHeldByATest() {
        assertThat(rows()).hasSizeGreaterThan(40);
        assertThat(rows()).filteredOn(row -> row.group(1).isBlank() || row.group(2).isBlank() || !LINK.matcher(row.group(3)).find())
                .extracting(MatchResult::group).isEmpty();
        assertThat(rows()).extracting(row -> row.group(1)).doesNotHaveDuplicates();
    }

    @Test
    void everyNamedTestIsThere() {
        var broken = new ArrayList<String>();
        for (MatchResult row : rows()) {
            for (MatchResult link : LINK.matcher(row.group(3)).results().toList()) {
                Path file = DOCUMENT.resolveSibling(link.group(3)).normalize();
                boolean there = file.endsWith(link.group(1) + ".java") && Files.exists(file)
                        && text(file).contains("void " + link.group(2) + "(");
                if (!there) broken.add(link.group());
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyScenarioOfAnOddStationIsNamed() throws IOException {
        try (var files = Files.list(Path.of("src/test/java/io/wattline/csms/conformance"))) {
            List<String> scenarios = files.filter(file -> file.getFileName().toString().matches("Odd\\w+Test\\.java"))
                    .flatMap(file -> Pattern.compile("^    void (\\w+)\\(", Pattern.MULTILINE).matcher(text(file)).results()
                            .map(method -> "[" + file.getFileName().toString().replace(".java", "") + "#" + method.group(1) + "]"))
                    .toList();

            assertThat(scenarios).hasSizeGreaterThan(30).allMatch(text(DOCUMENT)::contains);
        }
    }

    private static List<MatchResult> rows() { return ROW.matcher(text(DOCUMENT)).results().toList(); }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
