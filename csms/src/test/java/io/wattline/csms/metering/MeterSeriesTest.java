package io.wattline.csms.metering;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class MeterSeriesTest {
    private final Instant midnight = Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));

    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private MeterAggregation aggregation;

    private final String station = "SERIES-" + UUID.randomUUID();
    private Rest owner;

    @BeforeEach
    void aStation() {
        owner = Rest.as(Rest.OWNER, port);
        sql("INSERT INTO station (account_id, station_id, name) VALUES ('demo', '" + station + "', 'S')");
        aggregatedUntil(midnight);
    }

    @Test
    void aSpanHasTheMeanPowerAndTheLastRegister() {
        sample(midnight.plusSeconds(10), 1_000, 100, midnight);
        sample(midnight.plusSeconds(20), 2_000, 110, midnight);
        sample(midnight.plusSeconds(59), 6_000, 120, midnight);
        sample(midnight.plusSeconds(61), 9_000, 130, midnight);
        aggregate();

        JsonNode minutes = series("1m", 1, "");
        assertThat(minutes).hasSize(2);
        assertThat(minutes.get(0).path("at").asString()).isEqualTo(midnight.toString());
        assertThat(minutes.get(0).path("resolution").asString()).isEqualTo("1m");
        assertThat(minutes.get(0).path("samples").intValue()).isEqualTo(3);
        assertThat(minutes.get(0).path("powerKw").decimalValue()).isEqualByComparingTo("3");
        assertThat(minutes.get(0).path("energyKwh").decimalValue()).isEqualByComparingTo("0.12");
        JsonNode hours = series("1h", 1, "");
        assertThat(hours).hasSize(1);
        assertThat(hours.get(0).path("powerKw").decimalValue()).isEqualByComparingTo("4.5");
        assertThat(hours.get(0).path("energyKwh").decimalValue()).isEqualByComparingTo("0.13");
    }

    @Test
    void aggregatesAreThereWhenTheSamplesAreGone() {
        sample(midnight.plusSeconds(10), 1_000, 100, midnight);
        aggregate();
        sql("DELETE FROM meter_value WHERE station_id = '" + station + "'");

        assertThat(series("15m", 1, "")).hasSize(1);
        assertThat(series("raw", 1, "")).isEmpty();
    }

    @Test
    void whatComesLateCountsAndTwiceIsOnce() {
        sample(midnight.plusSeconds(10), 1_000, 100, midnight);
        aggregate();
        aggregate();
        sample(midnight.plusSeconds(40), 3_000, 105, midnight.plus(Duration.ofDays(1)));
        aggregatedUntil(midnight.plus(Duration.ofDays(1)));
        aggregate();

        JsonNode minutes = series("1m", 1, "");
        assertThat(minutes).hasSize(1);
        assertThat(minutes.get(0).path("samples").intValue()).isEqualTo(2);
        assertThat(minutes.get(0).path("powerKw").decimalValue()).isEqualByComparingTo("2");
    }

    @Test
    void whatCameWhileTheClockWasPutBackCounts() {
        aggregatedUntil(midnight.plus(Duration.ofDays(1)));
        sample(midnight.plusSeconds(10), 1_000, 100, midnight.plus(Duration.ofDays(1)).minus(Duration.ofMinutes(50)));
        aggregate();

        assertThat(series("1m", 1, "")).hasSize(1);
    }

    @Test
    void whatIsNotAggregatedYetIsToldAllTheSame() {
        aggregate();
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES);
        sample(now.plusSeconds(1), 1_000, 100, now);
        sample(now.plusSeconds(2), 2_000, 101, now);

        JsonNode minutes = json(owner.get("/api/v1/stations/{id}/meter-values?resolution=1m&from={from}&to={to}", station,
                now.minusSeconds(300), now.plusSeconds(60)), 200).path("items");

        assertThat(minutes).hasSize(1);
        assertThat(minutes.get(0).path("powerKw").decimalValue()).isEqualByComparingTo(new BigDecimal("1.5"));
    }

    @Test
    void theWindowAndTheLimitChooseTheResolution() {
        for (int minute = 0; minute < 120; minute++) sample(midnight.plusSeconds(60L * minute), 1_000, minute, midnight);
        aggregate();

        assertThat(resolution(series("auto", 2, "&limit=200"))).as("all samples fit").isEmpty();
        assertThat(resolution(series("auto", 2, "&limit=119"))).isEqualTo("15m");
        assertThat(series("auto", 2, "&limit=119")).hasSize(8);
        assertThat(resolution(series("auto", 2, "&limit=5"))).isEqualTo("1h");
    }

    @Test
    void aPageGoesOnInItsResolution() {
        for (int minute = 0; minute < 10; minute++) sample(midnight.plusSeconds(60L * minute), 1_000, minute, midnight);
        aggregate();

        JsonNode first = page("1m", 1, "&limit=6");
        JsonNode second = page("auto", 1, "&limit=6&cursor=" + first.path("next").asString());

        assertThat(first.path("items")).hasSize(6);
        assertThat(second.path("items")).hasSize(4);
        assertThat(resolution(second.path("items"))).isEqualTo("1m");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void refusesWhatItCannotTell() {
        assertThat(problem(owner.get("/api/v1/stations/{id}/meter-values?resolution=2m", station), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.get("/api/v1/stations/{id}/meter-values?resolution=1h", station), 400)).isEqualTo("bad_request");
    }

    private static String resolution(JsonNode items) { return items.get(0).path("resolution").asString(""); }

    private JsonNode series(String resolution, int hours, String more) { return page(resolution, hours, more).path("items"); }

    private JsonNode page(String resolution, int hours, String more) {
        return json(owner.get("/api/v1/stations/{id}/meter-values?resolution={resolution}&from={from}&to={to}" + more, station, resolution,
                midnight, midnight.plus(Duration.ofHours(hours))), 200);
    }

    private void aggregatedUntil(Instant until) {
        sql("INSERT INTO meter_aggregated (until) VALUES ('%s') ON CONFLICT (only_row) DO UPDATE SET until = excluded.until"
                .formatted(until));
    }

    private void aggregate() { aggregation.aggregate().toFuture().join(); }

    private void sample(Instant at, int watts, int wattHours, Instant receivedAt) { sql("""
                INSERT INTO meter_value (account_id, station_id, evse, connector, at, fingerprint, received_at, power_w, energy_wh)
                VALUES ('demo', '%s', 1, 1, '%s', 1, '%s', %d, %d)""".formatted(station, at, receivedAt, watts, wattHours)); }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
