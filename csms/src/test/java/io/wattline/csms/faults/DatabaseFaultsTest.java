package io.wattline.csms.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.Rest;
import io.wattline.csms.faults.CommitCutter.Cut;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that does everything but what it should. */
@Tag("faults")
class DatabaseFaultsTest {
    private static final int STATIONS = 16;
    private static final int STEPS = 300;
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration HANG = Duration.ofSeconds(60);
    private static final long MOST_GROWTH = 32L << 20;

    private static Platform platform;

    @BeforeAll
    static void start() throws IOException { platform = Platform.started("database"); }

    @AfterAll
    static void stop() { platform.close(); }

    @Test
    void aCommitWhoseAnswerIsLostCountsOnce() throws SQLException {
        try (var load = platform.load("CUT", STATIONS, LONG)) {
            for (int i = 0; i < 20; i++) {
                load.goesOn(20);
                platform.wire.cutNext(i % 2 == 0 ? Cut.AFTER : Cut.BEFORE);
                await().atMost(Duration.ofSeconds(20)).until(platform.wire::isDone);
            }
            load.goesOn(STEPS);

            platform.holdsExactlyWhatWasTold(load);
            assertThat(load.ledger().refusals()).as("who waits is not told to try again").isEmpty();
        }
    }

    @Test
    void aFullDiskStopsNothingForLong() throws SQLException {
        try (var load = platform.load("FULL", STATIONS, LONG)) {
            load.goesOn(STEPS);
            platform.postgres.execute(Injected.fullDisk("meter_value"));
            platform.postgres.execute(Injected.fullDisk("outbox"));
            load.standsStill();
            platform.postgres.execute(Injected.gone("meter_value"));
            platform.postgres.execute(Injected.gone("outbox"));
            load.goesOn(STEPS);

            platform.holdsExactlyWhatWasTold(load);
        }
    }

    @Test
    void aDatabaseThatHangsMakesAnswersLateAndNoneWrong() throws SQLException {
        try (var patient = platform.load("LATE", STATIONS, LONG); var eager = platform.load("AGAIN", STATIONS, SHORT)) {
            patient.goesOn(STEPS);
            var owner = new Impatient(platform.csms.port());
            long memory = platform.csms.memory();
            platform.postgres.freeze();
            try {
                var command = owner.resets("LATE-0");
                await().pollDelay(HANG).timeout(HANG.plusSeconds(5)).until(() -> true);
                assertThat(platform.csms.memory() - memory).as("growth of memory").isLessThan(MOST_GROWTH);
                assertThat(command).as("a command is told at last that the database is away").isCompletedWithValue(503);
            } finally {
                platform.postgres.thaw();
            }
            patient.goesOn(STEPS);
            eager.goesOn(STEPS);

            platform.holdsExactlyWhatWasTold(patient);
            platform.holdsExactlyWhatWasTold(eager);
            assertThat(patient.ledger().refusals()).isEmpty();
            assertThat(patient.ledger().connections.sum()).as("sockets stay up").isEqualTo(STATIONS);
            assertThat(eager.ledger().connections.sum()).as("sockets stay up").isEqualTo(STATIONS);
        }
    }

    @Test
    void aPoisonedEventFailsAloneInItsBatch() throws SQLException {
        try (var load = platform.load("GOOD", STATIONS, LONG); var poisoned = new Load("BAD", platform.csms.port(), 1, LONG)) {
            load.goesOn(STEPS);
            platform.postgres.execute(Injected.refusal("meter_value", "NEW.station_id = 'BAD-0' AND NEW.context IS NULL"));
            for (int i = 0; i < 5; i++) {
                platform.postgres.freeze();
                load.standsStill();
                platform.postgres.thaw();
                load.goesOn(STEPS);
            }
            assertThat(poisoned.ledger().refusals()).containsOnlyKeys("InternalError");
            assertThat(load.ledger().refusals()).isEmpty();
            platform.postgres.execute(Injected.gone("meter_value"));

            platform.holdsExactlyWhatWasTold(load);
            platform.holdsExactlyWhatWasTold(poisoned);
        }
    }

    @Test
    void commandsFailWithAClearResultWhileTheDatabaseIsAway() {
        Rest owner = Rest.as(Rest.OWNER, platform.csms.port());
        platform.postgres.kill();
        try {
            var answer = owner.post("/api/v1/stations/CP1/commands/reset", "{'type':'soft'}");

            assertThat(Rest.problem(answer, 503)).isEqualTo("database_unavailable");
        } finally {
            platform.postgres.startAgain();
        }
    }
}
