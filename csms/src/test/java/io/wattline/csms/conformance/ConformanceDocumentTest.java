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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/conformance.md has a row for each case, each row leads to a test or says why there is none, and no scenario is left out. */
class ConformanceDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/conformance.md");
    private static final Path SCENARIOS = Path.of("src/test/java/io/wattline/csms/conformance");
    private static final Pattern ROW = Pattern.compile("^\\| (\\S+) \\| (.+) \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)#(\\w+)]\\((\\S+)\\)");
    private static final Pattern SCENARIO = Pattern.compile("^    void (\\w+)\\(", Pattern.MULTILINE);

    private static final String CASES_1_6 = """
            001 003 004_1 004_2 005_1 007 010 011_1 011_2 012 013 014 017_1 017_2 018_1 019_1 019_2 021 023_1 023_2 023_3 024 026 028 030 031
            032_1 037_1 037_3 039 040_1 040_2 061 064 042_1 042_2 043_1 043_3 043_4 043_5 044_1 044_2 044_3 045_1 045_2 046 047 048_1 048_2 048_3
            048_4 049 051 052 053 054 055 056 057 059 066 067 073 074 075_1 075_2 076 077 078 079 080 081 083 085 086 087 088""";
    private static final List<String> CASES_2_0_1 = List.of("A 1 2 3 4 6 7 8 9 10 11 12 13 14 19",
            "B 1 2 6 7 8 9 10 12 13 14 18 20 21 22 25 26 27 30 31 42 44 58", "C 2 6 7 8 20 37 38 39 40 43 47 48 49 50 51 52",
            "D 1 2 3 4 8 9",
            "E 1 2 3 4 7 8 9 10 11 12 14 15 16 17 19 20 21 22 26 29 30 31 33 34 38 39 53", "F 1 2 3 4 6 11 12 13 14 15 18 20 23 24 27",
            "G 3 4 5 6 7 8 11 14 17 20", "H 1 7 8 14 15 17 19 20 22", "I 1 2", "J 1 2 3 4 7 8 9 10 11",
            "K 1 2 3 4 5 6 8 10 15 19 29 30 31 32 33 34 35 36 37 43 44 48 50 51 52 53 55 57 58 59 60 70",
            "L 1 2 3 4 5 6 7 8 9 10 11 13 17 19 20 21 22 23 24", "M 1 2 3 4 5 12 13 14 15 16 17 18 19 20 21 24 26 28",
            "N 1 2 3 5 8 9 16 17 18 21 24 25 27 28 29 30 31 32 34 35 36 44 46 47 48 49 50 60 62 63",
            "O 1 2 3 4 5 6 7 8 9 10 11 12 13 14 17 18 19 25 26 27 28", "P 2 3");
    /** How many use cases each block of part 2 has. */
    private static final String USE_CASES = "A5 B12 C16 D2 E15 F6 G5 H4 I6 J3 K17 L4 M6 N10 O6 P2";

    private static String document;

    @BeforeAll
    static void read() { document = text(DOCUMENT); }

    @Test
    void everyIdHasOneRow() {
        List<String> ids = ROW.matcher(document).results().map(row -> row.group(1)).filter(id -> !id.equals("id") && !id.startsWith("-"))
                .toList();

        assertThat(ids).containsExactlyInAnyOrderElementsOf(Stream.of(cases16(), cases201(), useCases()).flatMap(s -> s).toList());
    }

    @Test
    void everyRowLeadsToATestOrSaysWhyThereIsNone() {
        assertThat(ROW.matcher(document).results().filter(row -> row.group(3).isBlank()).map(MatchResult::group)).isEmpty();
    }

    @Test
    void everyLinkLeadsToATest() {
        var broken = new ArrayList<String>();
        for (MatchResult link : LINK.matcher(document).results().toList()) {
            Path file = DOCUMENT.resolveSibling(link.group(3)).normalize();
            boolean there = file.getFileName().toString().equals(link.group(1) + ".java") && Files.exists(file)
                    && text(file).contains(" void " + link.group(2) + "(");
            if (!there) broken.add(link.group());
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyScenarioIsNamed() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            List<String> scenarios = files.flatMap(ConformanceDocumentTest::scenarios).toList();

            assertThat(scenarios).hasSizeGreaterThan(100);
            assertThat(scenarios.stream().filter(scenario -> !document.contains(scenario))).isEmpty();
        }
    }

    private static Stream<String> scenarios(Path file) {
        String type = file.getFileName().toString().replace(".java", "");
        if (!type.matches("\\w+(16|201)Test")) return Stream.of();
        return SCENARIO.matcher(text(file)).results().map(method -> "[" + type + "#" + method.group(1) + "](");
    }

    private static Stream<String> cases16() { return Stream.of(CASES_1_6.split("\\s+")).map("TC_%s_CSMS"::formatted); }

    private static Stream<String> cases201() {
        return CASES_2_0_1.stream().flatMap(block -> Stream.of(block.substring(2).split(" ")).map(Integer::valueOf)
                .map(number -> "TC_%s_%02d_CSMS".formatted(block.charAt(0), number)));
    }

    private static Stream<String> useCases() {
        return Stream.of(USE_CASES.split(" ")).flatMap(block -> IntStream.rangeClosed(1, Integer.parseInt(block.substring(1)))
                .mapToObj(number -> "%s%02d".formatted(block.charAt(0), number)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
