package io.wattline.csms.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs, because it refuses to be root. An ordinary user runs it as himself. Root runs it as the owner of the
 * folder; when that is root, without his name in a user namespace; and where that is forbidden (in many containers) the folder is
 * given to "nobody" first.
 */
final class ProgramIdentity {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private ProgramIdentity() {}

    /** What stands before the command. */
    static List<String> prefixFor(Path home) throws IOException {
        if (new UnixSystem().getUid() != ROOT) return List.of();
        if (ownerOf(home) == ROOT) {
            if (mayEnterUserNamespace()) return List.of("unshare", "--user");
            giveToNobody(home);
        }
        return List.of("setpriv", "--reuid=" + ownerOf(home), "--regid=" + groupOf(home), "--clear-groups");
    }

    private static int ownerOf(Path path) throws IOException { return (int) Files.getAttribute(path, "unix:uid"); }

    private static int groupOf(Path path) throws IOException { return (int) Files.getAttribute(path, "unix:gid"); }

    private static boolean mayEnterUserNamespace() throws IOException {
        try {
            return new ProcessBuilder("unshare", "--user", "true").redirectErrorStream(true).start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void giveToNobody(Path home) throws IOException {
        try (Stream<Path> everything = Files.walk(home)) {
            for (Path path : (Iterable<Path>) everything::iterator) {
                Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
