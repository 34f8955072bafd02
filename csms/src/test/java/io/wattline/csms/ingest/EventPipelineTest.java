package io.wattline.csms.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.live.LiveFeed;
import io.wattline.csms.live.LiveItem;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@io.wattline.csms.CsmsTest
class EventPipelineTest {
    private static final AccountId ACCOUNT = new AccountId("pipeline");
    private static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");

    @Autowired
    private EventPipeline pipeline;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private LiveFeed live;

    private StationId station;
    private ConnectorRef connector;

    @BeforeEach
    void stationOfAnAccount() {
        station = new StationId("P-" + UUID.randomUUID());
        connector = new ConnectorRef(station, 1, 1);
        sql("INSERT INTO account (account_id, name) VALUES ('pipeline', 'Pipeline') ON CONFLICT DO NOTHING");
        sql("INSERT INTO station (account_id, station_id, name, price_per_kwh) VALUES ('pipeline', '" + station + "', 'P', 0.50)");
        tell(new StationConnected(station, TEN, OcppVersion.V1_6, "127.0.0.1"));
    }

    @Test
    void keepsTheEnergyAndThePriceOfASession() {
        tell(started("1001", "1000"));
        tell(metered("1001", 60, "3500"));
        sql("UPDATE station SET price_per_kwh = 9 WHERE station_id = '" + station + "'");
        tell(new TransactionEnded(connector, TEN.plusSeconds(120), new TransactionRef("1001"), null, new BigDecimal("6000"),
                StopReason.LOCAL));

        assertThat(transaction("1001")).containsEntry("state", "ended").containsEntry("energy_wh", new BigDecimal("5000")).containsEntry(
                "price_per_kwh",
                new BigDecimal("0.5000"));
    }

    @Test
    void countsARepeatedFactOnce() {
        tell(started("1002", "0"));
        tell(metered("1002", 60, "700"));
        tell(metered("1002", 60, "700"));
        tell(started("1002", "0"));
        var end = new TransactionEnded(connector, TEN.plusSeconds(120), new TransactionRef("1002"), null, new BigDecimal("900"),
                StopReason.LOCAL);
        tell(end);
        tell(end);

        assertThat(transaction("1002")).containsEntry("energy_wh", new BigDecimal("900"));
        assertThat(count("meter_value")).as("the start, the sample and the end").isEqualTo(3);
        assertThat(count("transaction")).isEqualTo(1);
    }

    @Test
    void meterValuesWithoutATransactionBelongToTheRunningOne() {
        tell(started("1003", "0"));
        tell(new MeterSampled(connector, TEN.plusSeconds(60), null, List.of(Sample.of(Measurand.ENERGY_IMPORT, new BigDecimal("250")))));

        assertThat(transaction("1003")).containsEntry("energy_wh", new BigDecimal("250"));
    }

    @Test
    void theRowOfARunningTransactionCatchesUpWithItsReadings() {
        tell(started("1004", "0"));
        tell(metered("1004", 30, "400"));
        assertThat(transaction("1004")).as("written once a minute").containsEntry("energy_wh", BigDecimal.ZERO);

        tell(new StationDisconnected(station, TEN.plusSeconds(40), "gone"));
        tell(new StationConnected(station, TEN.plusSeconds(50), OcppVersion.V1_6, "127.0.0.1"));
        tell(new TransactionEnded(connector, TEN.plusSeconds(55), new TransactionRef("1004"), null, null, StopReason.LOCAL));

        assertThat(transaction("1004")).containsEntry("energy_wh", new BigDecimal("400")).containsEntry("state", "ended");
    }

    @Test
    void aNewStartEndsWhatWasAbandonedThereUntilItsOwnEndIsTold() {
        tell(started("2001", "0"));
        tell(metered("2001", 60, "400"));
        tell(started("2002", "500"));
        assertThat(transaction("2001")).containsEntry("stop_reason", "Abandoned").containsEntry("energy_wh", new BigDecimal("400"));

        tell(new TransactionEnded(connector, TEN.plusSeconds(90), new TransactionRef("2001"), null, new BigDecimal("450"),
                StopReason.LOCAL));

        assertThat(transaction("2001")).containsEntry("stop_reason", "Local").containsEntry("energy_wh", new BigDecimal("450"));
        assertThat(transaction("2002")).containsEntry("state", "active");
    }

    @Test
    void anEndWithoutAStartIsReconstructed() {
        tell(new TransactionEnded(connector, TEN, new TransactionRef("1004"), new IdToken("X"), new BigDecimal("900"), StopReason.LOCAL));

        assertThat(transaction("1004@" + TEN)).containsEntry("state", "reconstructed").containsEntry("energy_wh", BigDecimal.ZERO);
    }

    @Test
    void showsViewersWhatIsCommittedAndWhatTheyMissed() {
        tell(new StatusChanged(connector, TEN, ConnectorStatus.AVAILABLE, "Available", "NoError", null));
        Flux<LiveItem> mine = live.watch(ACCOUNT, null, station::equals);
        var seen = new java.util.concurrent.atomic.AtomicLong();

        StepVerifier.create(mine).assertNext(item -> assertThat(item.kind()).isEqualTo("snapshot")).then(() -> tell(started("1005", "0")))
                .assertNext(item -> seen.set(item.sequence())).thenCancel().verify();
        tell(new MeterSampled(connector, TEN.plusSeconds(30), null, List.of(Sample.of(Measurand.POWER_IMPORT, new BigDecimal("7400")))));

        StepVerifier.create(live.watch(ACCOUNT, seen.get(), station::equals)).assertNext(item -> {
            assertThat(item.kind()).isEqualTo("change");
            assertThat(item.connector().powerW()).isEqualByComparingTo("7400");
            assertThat(item.json()).contains("\"powerKw\":7.4");
        }).thenCancel().verify();
    }

    private TransactionStarted started(String number, String meterStart) {
        return new TransactionStarted(connector, TEN, new TransactionRef(number), "1|" + number, new IdToken("T1"),
                new BigDecimal(meterStart), null, null);
    }

    private MeterSampled metered(String number, int second, String register) {
        return new MeterSampled(connector, TEN.plusSeconds(second), new TransactionRef(number),
                List.of(Sample.of(Measurand.ENERGY_IMPORT, new BigDecimal(register))));
    }

    private void tell(StationEvent fact) {
        StepVerifier.create(pipeline.record(new Report(ACCOUNT, station, TEN, List.of(fact)))).verifyComplete();
    }

    private void sql(String statement) { StepVerifier.create(database.client().sql(statement).then()).verifyComplete(); }

    private long count(String table) {
        return (long) row("SELECT count(*) AS n FROM " + table + " WHERE station_id = '" + station + "'").get("n");
    }

    private Map<String, Object> transaction(String number) {
        return row("SELECT * FROM transaction WHERE station_id = '" + station + "' AND ocpp_transaction_id = '" + number + "'");
    }

    private Map<String, Object> row(String select) {
        var rows = new java.util.ArrayList<Map<String, Object>>();
        StepVerifier.create(database.client().sql(select).fetch().all()).recordWith(() -> rows).expectNextCount(1).verifyComplete();
        return rows.getFirst();
    }
}
