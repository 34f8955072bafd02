package io.wattline.csms;

import io.wattline.csms.oidc.TestProvider;
import io.wattline.csms.ocpp.tls.TestDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

/**
 * The whole of csms on a free port and an empty PostgreSQL of its own, with the demo in it. All tests of a JVM share one, so each makes
 * what it needs under names of its own.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = CsmsApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "spring.config.name=csms", "wattline.ocpp.quiet-period=0s", "wattline.ocpp.messages.per-minute=0",
        "wattline.ocpp.messages.per-hour=0", "wattline.configuration.report-after-boot=never",
        "wattline.configuration.after-boot-delay=10ms", "wattline.frames.flush=100ms", "wattline.welcome.status-requests=false",
        "wattline.certificates.check-every=500ms", "wattline.outbound.allowed=localhost",
        "wattline.platform.administrators[0].email=admin@platform.example", "wattline.platform.administrators[0].password=wattline",
        "wattline.platform.administrators[1].email=second@platform.example",
        "wattline.platform.administrators[1].password=also wattline"})
@ActiveProfiles("demo")
@ContextConfiguration(initializers = CsmsTest.EmptyDatabase.class)
public @interface CsmsTest {
    class EmptyDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                Path databases = Files.createDirectories(Path.of("target/databases"));
                deleteThoseOfEndedProcesses(databases);
                Path mine = Files.createDirectories(databases.resolve(Long.toString(ProcessHandle.current().pid())));
                Path folder = Files.createTempDirectory(mine, "csms-");
                TestPropertyValues.of(TestProvider.settings()).applyTo(context);
                TestPropertyValues.of("wattline.database.embedded-folder=" + folder, "wattline.files.folder=" + folder.resolve("files"),
                        "wattline.files.ftp.port=0", "wattline.quirks.folder=src/test/resources/quirks").and(TestDoor.settings(folder))
                        .applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void deleteThoseOfEndedProcesses(Path databases) throws IOException {
            try (Stream<Path> folders = Files.list(databases)) {
                for (Path folder : folders.filter(each -> !isRunning(each.getFileName().toString())).toList())
                    FileSystemUtils.deleteRecursively(folder);
            }
        }

        private static boolean isRunning(String pid) { return pid.matches("\\d+") && ProcessHandle.of(Long.parseLong(pid)).isPresent(); }
    }
}
