package io.wattline.csms.faults;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The clock of csms is put an hour forward and back; its stations' clocks are right. */
@CsmsTest
@Import(ClockStepTest.SteppingClock.class)
@Tag("faults")
class ClockStepTest {
    private static final int STATIONS = 12;
    private static final int STEPS = 200;
    private static final Duration HOUR = Duration.ofHours(1);

    @TestConfiguration
    static class SteppingClock extends Clock {
        private volatile Duration step = Duration.ZERO;

        @Bean
        @Primary
        Clock steppingClock() { return this; }

        @Override
        public Instant instant() { return Clock.systemUTC().instant().plus(step); }

        @Override
        public ZoneId getZone() { return ZoneOffset.UTC; }

        @Override
        public Clock withZone(ZoneId zone) { return this; }
    }

    @LocalServerPort
    private int port;
    @Autowired
    private SteppingClock clock;
    @Autowired
    private AllAccountsDatabase database;

    @Test
    void nothingIsLostOrCountedTwiceWhenTheClockSteps() throws SQLException {
        Rest owner = Rest.as(Rest.OWNER, port);
        try (var load = new Load("STEP", port, STATIONS, Duration.ofSeconds(20))) {
            load.goesOn(STEPS);
            for (Duration step : new Duration[]{HOUR, Duration.ZERO, HOUR.negated(), Duration.ZERO}) {
                clock.step = step;
                load.goesOn(STEPS);
            }
            Ledger ledger = load.finish();
            System.out.println("STEP: " + ledger);

            assertThat(ledger.refusals()).isEmpty();
            assertThat(ledger.connections.sum()).as("no connection was taken for silent").isEqualTo(STATIONS);
            try (var connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + databasePort() + "/wattline?user=postgres")) {
                new Stored(connection, "STEP").isExactly(ledger);
            }
        }
        assertThat(frameIds(owner)).as("frame ids").hasSizeGreaterThan(STEPS).doesNotHaveDuplicates();
        assertThat(one("SELECT count(*) - count(DISTINCT sequence) FROM outbox WHERE station_id LIKE 'STEP-%'")).as("sequences")
                .isEqualTo("0");
        assertThat(json(owner.get("/api/v1/stations/STEP-0"), 200).path("online").booleanValue()).as("the token of before the steps")
                .isFalse();
    }

    @Test
    void aTokenEndsEarlyAndIsRenewedWhenTheClockGoesForward() {
        Rest anonymous = Rest.anonymous(port);
        var tokens = json(anonymous.post("/api/v1/auth/token", "{'username':'" + Rest.OWNER + "','password':'wattline'}"), 200);
        clock.step = HOUR;
        try {
            anonymous.bearing(tokens.path("accessToken").asString()).get("/api/v1/me").expectStatus().isUnauthorized();
            var renewed = json(anonymous.post("/api/v1/auth/token", "{'refreshToken':'" + tokens.path("refreshToken").asString() + "'}"),
                    200);
            clock.step = Duration.ZERO;

            assertThat(json(anonymous.bearing(renewed.path("accessToken").asString()).get("/api/v1/me"), 200)).isNotEmpty();
        } finally {
            clock.step = Duration.ZERO;
        }
    }

    private static List<Long> frameIds(Rest owner) {
        String all = IntStream.range(0, STATIONS).mapToObj(each -> "stationId=STEP-" + each).collect(Collectors.joining("&"));
        var ids = new ArrayList<Long>();
        String cursor = "";
        do {
            var page = json(owner.get("/api/v1/frames?limit=500&cursor=" + cursor + "&" + all), 200);
            page.path("items").forEach(frame -> ids.add(frame.path("id").longValue()));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return ids;
    }

    private String one(String sql) { return database.client().sql(sql).map(row -> String.valueOf(row.get(0))).one().toFuture().join(); }

    private int databasePort() { return Integer.parseInt(one("SELECT inet_server_port()")); }
}
