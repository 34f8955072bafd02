package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The documents say what is so, as far as a program can tell. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final JavaClasses OURS = new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.wattline");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (Path document : documents()) {
            for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList())
                assertThat(document.resolveSibling(link.group(1))).as("link in %s", document).exists();
        }
    }

    @Test
    void theReadmeIsReadInOneSitting() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(120);
    }

    @Test
    void theMapShowsEveryPackageOfCsms() throws IOException {
        String map = Files.readString(ROOT.resolve("docs/map.md"));

        assertThat(OURS.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith("io.wattline.csms."))
                .map(name -> name.substring("io.wattline.csms.".length())).distinct())
                .allSatisfy(name -> assertThat(map).contains("`" + name + "`"));
    }

    /** A page may shorten names that share a beginning to {@code .the-rest}. */
    @Test
    void theOperatorFindsEverySetting() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operate.md"));

        assertThat(settings()).isNotEmpty();
        assertThat(settings().filter(
                setting -> !page.contains("`" + setting.prefix() + setting.name() + "`") && !page.contains("`" + setting.name() + "`")))
                .isEmpty();
    }

    private record Setting(String prefix, String name) {}

    private static Stream<Setting> settings() {
        return OURS.stream().filter(type -> type.isAnnotatedWith(ConfigurationProperties.class)).map(JavaClass::reflect)
                .flatMap(type -> Stream.of(type.getRecordComponents())
                        .map(component -> new Setting(type.getAnnotation(ConfigurationProperties.class).value(), "." + kebab(component))));
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md")).toList();
        }
    }
}
