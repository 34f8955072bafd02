package io.wattline.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * The whole platform with its emulated stations on free ports and an empty database, started once for all tests of the JVM;
 * it ends with the JVM.
 */
public final class PlatformUnderTest {
    private static final Path DATA = Path.of("target", "platform-data");

    private PlatformUnderTest() {}

    public static Platform get() { return Started.PLATFORM; }

    /** A further one on a folder of its own, for tests that stop and start it. */
    static Platform startOn(Path data) {
        return AllInOne.start("--wattline.csms.port=0", "--wattline.mobile.port=0", "--wattline.portal.port=0",
                "--wattline.mobile.rsocket-tcp-port=0", "--wattline.database.embedded-folder=" + data.toAbsolutePath());
    }

    private static final class Started {
        static final Platform PLATFORM = startEmpty();

        private static Platform startEmpty() {
            try {
                FileSystemUtils.deleteRecursively(DATA);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return startOn(DATA);
        }
    }
}
