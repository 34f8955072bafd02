package io.wattline.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The whole platform with its emulated stations on free ports and an empty database, started once for all tests of the JVM;
 * it ends with the JVM.
 */
public final class PlatformUnderTest {
    private static final Path DATA = Path.of("target", "platform-data");

    private PlatformUnderTest() {}

    public static Platform get() { return Started.PLATFORM; }

    /** A further one on a folder of its own, for tests that stop and start it; settings replace those of the tests. */
    public static Platform startOn(Path data, String... settings) {
        Stream<String> free = Stream.of("--wattline.csms.port=0", "--wattline.mobile.port=0", "--wattline.portal.port=0",
                "--wattline.mobile.rsocket-tcp-port=0", "--wattline.database.embedded-folder=" + data.toAbsolutePath(),
                "--wattline.files.folder=" + data.resolve("files").toAbsolutePath(), "--wattline.files.ftp.port=0");
        Set<String> said = Stream.of(settings).map(PlatformUnderTest::name).collect(Collectors.toSet());
        return AllInOne
                .start(Stream.concat(free.filter(setting -> !said.contains(name(setting))), Stream.of(settings)).toArray(String[]::new));
    }

    private static String name(String setting) { return setting.replaceFirst("=.*", ""); }

    private static final class Started {
        static final Platform PLATFORM = startEmpty();

        private static Platform startEmpty() {
            try {
                FileSystemUtils.deleteRecursively(DATA.resolve("cluster"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return startOn(DATA);
        }
    }
}
