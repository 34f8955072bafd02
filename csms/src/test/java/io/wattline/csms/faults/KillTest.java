package io.wattline.csms.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a station was told is stored, is stored, and once, whoever is killed. */
class KillTest {
    private static final int STATIONS = 12;
    private static final int STEPS = 300;
    private static final int KILLS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static Platform platform;

    @BeforeAll
    static void start() throws IOException { platform = Platform.started("kill"); }

    @AfterAll
    static void stop() { platform.close(); }

    @Test
    void nothingIsLostWhenCsmsIsKilled() throws SQLException { killCsms("KILL", 1); }

    @Test
    void nothingIsLostWhenTheDatabaseIsKilled() throws SQLException { killDatabase("CRASH", 1); }

    @Test
    @Tag("faults")
    void nothingIsLostHoweverOftenCsmsIsKilled() throws SQLException { killCsms("KILLS", KILLS); }

    @Test
    @Tag("faults")
    void nothingIsLostHoweverOftenTheDatabaseIsKilled() throws SQLException { killDatabase("CRASHES", KILLS); }

    private static void killCsms(String stations, int times) throws SQLException {
        kill(stations, times, () -> {
            platform.csms.kill();
            platform.csms.start();
        });
    }

    private static void killDatabase(String stations, int times) throws SQLException {
        kill(stations, times, () -> {
            platform.postgres.kill();
            platform.postgres.startAgain();
        });
    }

    private static void kill(String stations, int times, Runnable killAndStart) throws SQLException {
        try (var load = platform.load(stations, STATIONS, PATIENCE)) {
            load.goesOn(STEPS);
            for (int i = 0; i < times; i++) {
                killAndStart.run();
                load.goesOn(STEPS);
            }
            platform.holdsExactlyWhatWasTold(load);
        }
    }
}
