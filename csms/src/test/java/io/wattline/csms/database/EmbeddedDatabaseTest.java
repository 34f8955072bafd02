package io.wattline.csms.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class EmbeddedDatabaseTest {
    /** One for all tests, because unpacking the programs takes a second. */
    @TempDir
    static Path folder;

    @BeforeEach
    void beginWithoutData() throws IOException { FileSystemUtils.deleteRecursively(folder.resolve("cluster")); }

    @Test
    void keepsItsRowsOverARestart() throws SQLException {
        try (var database = EmbeddedDatabase.start(folder); Connection owner = connect(database, "wattline_owner")) {
            owner.createStatement().execute("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('grün')");
        }

        try (var database = EmbeddedDatabase.start(folder); Connection owner = connect(database, "wattline_owner")) {
            assertThat(text(owner, "SELECT word FROM kept")).isEqualTo("grün");
            assertThat(text(owner, "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void offersTheThreeRolesWithoutSuperPowers() throws SQLException {
        try (var database = EmbeddedDatabase.start(folder)) {
            for (String role : new String[]{"wattline_owner", "wattline_app", "wattline_ingest"}) {
                try (Connection connection = connect(database, role)) {
                    assertThat(text(connection, "SELECT rolsuper::text || rolbypassrls::text FROM pg_roles WHERE rolname = current_user"))
                            .isEqualTo("falsefalse");
                }
            }
        }
    }

    @Test
    void stopsWhatAKilledProcessLeftBehind() throws Exception {
        ProcessHandle abandoned = abandonAServer(folder);

        try (var database = EmbeddedDatabase.start(folder); Connection owner = connect(database, "wattline_owner")) {
            abandoned.onExit().get(10, TimeUnit.SECONDS);
            assertThat(text(owner, "SELECT 'answers'")).isEqualTo("answers");
        }
    }

    @Test
    void startsWhenTheProcessNumberLeftBehindIsSomebodyElsesNow() throws Exception {
        EmbeddedDatabase.start(folder).close();
        Files.writeString(folder.resolve("cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("cluster") + "\n");

        try (var database = EmbeddedDatabase.start(folder); Connection owner = connect(database, "wattline_owner")) {
            assertThat(text(owner, "SELECT 'answers'")).isEqualTo("answers");
        }
    }

    @Test
    void saysInASentenceThatTheFolderIsDamaged() throws Exception {
        EmbeddedDatabase.start(folder).close();
        Files.delete(folder.resolve("cluster/global/pg_control"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(folder)).isInstanceOf(UnusableDatabaseException.class)
                .hasMessageMatching("The database in \\S+/cluster cannot start \\(.*pg_control.*\\): restore the folder from a backup, "
                        + "or move it away to begin with an empty one\\.");
    }

    @Test
    void saysInASentenceThatAnotherPostgresWroteTheFolder() throws Exception {
        EmbeddedDatabase.start(folder).close();
        Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedDatabase.start(folder)).isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("was written by PostgreSQL 17 and this is PostgreSQL 18");
    }

    @Test
    void saysInASentenceThatTheFolderIsInUse() {
        try (var _ = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder)).isInstanceOf(UnusableDatabaseException.class)
                    .hasMessage("The database folder " + folder + " is in use by another running Wattline.");
        }
    }

    /** What is left when the JVM dies at once: the server runs, nobody holds the lock. */
    private static ProcessHandle abandonAServer(Path folder) throws Exception {
        new PostgresCluster(folder, PostgresPrograms.unpackedIn(folder)).start();
        long pid = Long.parseLong(Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static Connection connect(EmbeddedDatabase database, String role) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + database.port() + "/wattline?user=" + role);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
