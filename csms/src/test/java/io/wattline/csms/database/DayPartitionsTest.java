package io.wattline.csms.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.ocpp.ws.RawStation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.test.StepVerifier;

@CsmsTest
class DayPartitionsTest {
    private static final int BEYOND_THE_USUAL = 20;

    @Autowired
    private DayPartitions partitions;
    @Autowired
    private AllAccountsDatabase database;
    @LocalServerPort
    private int port;

    private final LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);

    @Test
    void keepsTheDaysToComeReady() {
        StepVerifier.create(partitions.round().then(partitions.round())).verifyComplete();

        for (String table : new String[]{"frame", "outbox", "meter_value"})
            assertThat(one("SELECT count(*) FROM pg_inherits WHERE inhparent = '" + table + "'::regclass")).asLong()
                    .isGreaterThanOrEqualTo(9);
    }

    @Test
    void takesOverRowsThatCameBeforeTheirDay() {
        LocalDate day = today.plusDays(BEYOND_THE_USUAL);
        String station = sampledOn(day);

        create("meter_value", today, day);

        assertThat(placeOf(station)).isEqualTo(partition("meter_value", day));
    }

    @Test
    void aMissingPartitionStopsNothingAndItsRowsMoveOnceItIsThere() {
        StepVerifier.create(partitions.drop("meter_value", today.plusDays(1))).expectNextMatches(dropped -> dropped > 0).verifyComplete();
        StepVerifier.create(partitions.drop("outbox", today.plusDays(1))).expectNextMatches(dropped -> dropped > 0).verifyComplete();
        String station = "GAP-" + UUID.randomUUID();

        try (var raw = RawStation.connected(port, "/ocpp/" + station, "ocpp1.6")) {
            raw.sends("[2,'1','BootNotification',{'chargePointVendor':'V','chargePointModel':'M'}]").hears();
            raw.sends("[2,'2','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'" + Clock.systemUTC().instant()
                    + "','sampledValue':[{'value':'17'}]}]}]").answers("[3,'2',{}]");
        }
        assertThat(placeOf(station)).isEqualTo("meter_value_other_days");
        assertThat(one("SELECT tableoid::regclass::text FROM outbox WHERE type = 'station.booted' AND station_id = '" + station + "'"))
                .isEqualTo("outbox_other_days");
        StepVerifier.create(partitions.round()).verifyComplete();

        assertThat(placeOf(station)).isEqualTo(partition("meter_value", today));
        assertThat(one("SELECT energy_wh FROM meter_value WHERE station_id = '" + station + "'")).isEqualTo("17");
        assertThat(one("SELECT tableoid::regclass::text FROM outbox WHERE type = 'station.booted' AND station_id = '" + station + "'"))
                .isEqualTo(partition("outbox", today));
    }

    @Test
    void aDayThatGotRowsLateGetsItsPartitionBack() {
        LocalDate day = today.minusDays(BEYOND_THE_USUAL);
        String station = sampledOn(day);

        StepVerifier.create(partitions.round()).verifyComplete();

        assertThat(placeOf(station)).isEqualTo(partition("meter_value", day));
    }

    @Test
    void whatNobodyKeepsGoesWithItsPartitionOrWithoutOne() {
        LocalDate longAgo = today.minusDays(2_000);
        String withPartition = sampledOn(longAgo);
        create("meter_value", longAgo, longAgo);
        String without = sampledOn(longAgo.plusDays(1));

        StepVerifier.create(partitions.round()).verifyComplete();

        assertThat(one("SELECT count(*) FROM meter_value WHERE station_id IN ('" + withPartition + "', '" + without + "')")).isEqualTo("0");
        assertThat(one("SELECT to_regclass('" + partition("meter_value", longAgo) + "')::text")).isEqualTo("null");
    }

    private void create(String table, LocalDate first, LocalDate last) {
        StepVerifier.create(partitions.create(table, first, last)).expectNextMatches(made -> made > 0).verifyComplete();
    }

    private String sampledOn(LocalDate day) {
        String station = "DAY-" + UUID.randomUUID();
        one("INSERT INTO meter_value (account_id, station_id, evse, connector, at, fingerprint, received_at) VALUES ('a', '" + station
                + "', 1, 1, '" + day + " 12:00+00', 1, now()) RETURNING 'stored'");
        return station;
    }

    private String placeOf(String station) {
        return one("SELECT tableoid::regclass::text FROM meter_value WHERE station_id = '" + station + "'");
    }

    private static String partition(String table, LocalDate day) { return table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE); }

    private String one(String sql) { return database.client().sql(sql).map(row -> String.valueOf(row.get(0))).one().toFuture().join(); }
}
