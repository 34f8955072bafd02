package io.wattline.csms.faults;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The PostgreSQL that a killed csms leaves behind is stopped by the next, and holds what its stations were told. */
@Tag("faults")
class EmbeddedKillTest {
    private static final int STATIONS = 12;
    private static final int STEPS = 300;

    @Test
    void nothingIsLostWhenCsmsLeavesItsDatabaseBehind() throws SQLException {
        Path folder = Platform.emptyFolder("embedded");
        try (var csms = CsmsProcess.started(folder, "--wattline.database.embedded-folder=" + folder.resolve("postgres"));
                var load = new Load("LEFT", csms.port(), STATIONS, Duration.ofSeconds(5))) {
            load.goesOn(STEPS);
            csms.kill();
            csms.start();
            load.goesOn(STEPS);
            Ledger ledger = load.finish();

            try (var connection = DriverManager
                    .getConnection("jdbc:postgresql://127.0.0.1:" + csms.databasePort() + "/wattline?user=postgres")) {
                new Stored(connection, "LEFT").isExactly(ledger);
            }
        }
    }
}
