package io.wattline.csms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Follows docs/add-a-message.md on a copy of the sources. */
class AddAMessageTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> SOURCES = List.of("shared-model/src/main/java", "csms/src/main/java");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Pattern BLOCK = Pattern.compile("```diff\n\\+\\+\\+ (\\S+)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path copy;

    @BeforeEach
    void copyTheSources() throws IOException {
        for (String folder : SOURCES) FileSystemUtils.copyRecursively(ROOT.resolve(folder), copy.resolve(folder));
    }

    @Test
    void everyStepDoesWhatItSays() throws Exception {
        apply("2. ");
        assertThat(filesThatDoNotCompile()).containsExactly("Ocpp16.java");

        apply("3. ");
        assertThat(filesThatDoNotCompile()).containsExactly("Ocpp16.java");

        apply("4. ");
        apply("5. ");
        assertThat(filesThatDoNotCompile()).isEmpty();
        runTheTestOfTheLastStep();
    }

    private void runTheTestOfTheLastStep() throws ReflectiveOperationException, IOException {
        try (var classes = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            Class<?> test = classes.loadClass("io.wattline.csms.ocpp.v16.VendorMessageTest");
            Constructor<?> constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method method = test.getDeclaredMethod("whatTheVendorSaysIsToldAndAcknowledged");
            method.setAccessible(true);
            method.invoke(constructor.newInstance());
        }
    }

    private void apply(String step) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/add-a-message.md"));
        String section = Stream.of(text.split("\n## ")).filter(each -> each.startsWith(step)).findFirst().orElseThrow();
        Matcher block = BLOCK.matcher(section);
        assertThat(block.find()).as("a block in step " + step).isTrue();
        do {
            Path file = copy.resolve(block.group(1));
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            for (String change : block.group(2).split("@@\n")) lines = changed(lines, change.lines().toList());
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } while (block.find());
    }

    /** The lines that stay or go must follow each other in the file; indentation does not matter. */
    private static List<String> changed(List<String> lines, List<String> change) {
        List<String> before = change.stream().filter(line -> !line.startsWith("+")).map(line -> line.substring(1).strip()).toList();
        List<String> after = change.stream().filter(line -> !line.startsWith("-")).map(line -> line.substring(1)).toList();
        for (int at = 0; at + before.size() <= lines.size(); at++) {
            if (!lines.subList(at, at + before.size()).stream().map(String::strip).toList().equals(before)) continue;
            var changed = new ArrayList<>(lines.subList(0, at));
            changed.addAll(after);
            changed.addAll(lines.subList(at + before.size(), lines.size()));
            return changed;
        }
        throw new AssertionError("not in the file: " + before);
    }

    private Set<String> filesThatDoNotCompile() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var findings = new DiagnosticCollector<JavaFileObject>();
        try (Stream<Path> files = Files.walk(copy); var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files.filter(file -> file.toString().endsWith(".java")).toList());
            var options = List.of("-d", Files.createDirectories(copy.resolve("classes")).toString(), "-cp", CLASS_PATH, "-proc:none",
                    "--should-stop=ifError=FLOW",
                    "-nowarn");
            compiler.getTask(null, manager, findings, options, null, sources).call();
        }
        return findings.getDiagnostics().stream().filter(finding -> finding.getKind() == Diagnostic.Kind.ERROR)
                .map(finding -> Path.of(finding.getSource().getName()).getFileName().toString()).collect(Collectors.toSet());
    }

    private URL[] urls() {
        return Stream.concat(Stream.of(copy.resolve("classes").toString()), Stream.of(CLASS_PATH.split(":"))).map(AddAMessageTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            URI uri = Path.of(path).toUri();
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
