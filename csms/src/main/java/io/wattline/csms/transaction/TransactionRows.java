package io.wattline.csms.transaction;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What ingest reads and writes of transactions: many rows with one statement. The price is the station's when the row is made, and stays. */
@Component
@CrossTenant("a batch holds transactions of all accounts; every row names its account")
public class TransactionRows {
    public record TransactionRow(AccountId account, ChargingTransaction transaction, Instant receivedAt) {}

    public Mono<Void> write(DatabaseClient db, List<TransactionRow> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows
                .of(db.sql("""
                INSERT INTO transaction AS old (account_id, transaction_id, station_id, ocpp_transaction_id, opening, evse, connector, id_tag, state,
                    charging_state, started_at, stopped_at, meter_start_wh, meter_last_wh, meter_stop_wh, energy_wh, price_per_kwh, currency, start_reason,
                    stop_reason, remote_start_id, received_at, updated_at)
                SELECT t.account_id, t.transaction_id, t.station_id, t.ocpp_id, t.opening, t.evse, t.connector, t.id_tag, t.state, t.charging_state, t.started_at,
                    t.stopped_at, t.meter_start, t.meter_last, t.meter_stop, t.energy, s.price_per_kwh, s.currency, t.start_reason, t.stop_reason,
                    t.remote_start_id, t.received_at, t.received_at
                FROM unnest(:account::text[], :id::uuid[], :station::text[], :ocppId::text[], :opening::text[], :evse::int[], :connector::int[], :idTag::text[],
                    :state::text[], :chargingState::text[], :startedAt::timestamptz[], :stoppedAt::timestamptz[], :meterStart::numeric[],
                    :meterLast::numeric[], :meterStop::numeric[], :energy::numeric[], :startReason::text[], :stopReason::text[], :remoteStartId::int[],
                    :receivedAt::timestamptz[])
                    AS t(account_id, transaction_id, station_id, ocpp_id, opening, evse, connector, id_tag, state, charging_state, started_at, stopped_at,
                    meter_start, meter_last, meter_stop, energy, start_reason, stop_reason, remote_start_id, received_at)
                JOIN station s ON s.account_id = t.account_id AND s.station_id = t.station_id
                ON CONFLICT (account_id, transaction_id) DO UPDATE SET opening = excluded.opening, evse = excluded.evse, connector = excluded.connector,
                    id_tag = excluded.id_tag, state = excluded.state, charging_state = excluded.charging_state, started_at = excluded.started_at,
                    stopped_at = excluded.stopped_at, meter_start_wh = excluded.meter_start_wh, meter_last_wh = excluded.meter_last_wh,
                    meter_stop_wh = excluded.meter_stop_wh, energy_wh = excluded.energy_wh, start_reason = excluded.start_reason,
                    stop_reason = excluded.stop_reason, remote_start_id = excluded.remote_start_id, updated_at = excluded.updated_at"""),
                        rows)
                .column("account", String.class, r -> r.account().value()).column("id", UUID.class, r -> r.transaction().id())
                .column("station", String.class, r -> r.transaction().connector().station().value())
                .column("ocppId", String.class, r -> r.transaction().ref().value())
                .column("opening", String.class, r -> r.transaction().opening())
                .column("evse", Integer.class, r -> r.transaction().connector().evse())
                .column("connector", Integer.class, r -> r.transaction().connector().connector())
                .column("idTag", String.class, r -> r.transaction().idTag())
                .column("state", String.class, r -> r.transaction().state())
                .column("chargingState", String.class, r -> r.transaction().chargingState())
                .column("startedAt", Instant.class, r -> r.transaction().startedAt())
                .column("stoppedAt", Instant.class, r -> r.transaction().stoppedAt())
                .column("meterStart", BigDecimal.class, r -> r.transaction().meterStartWh())
                .column("meterLast", BigDecimal.class, r -> r.transaction().meterLastWh())
                .column("meterStop", BigDecimal.class, r -> r.transaction().meterStopWh())
                .column("energy", BigDecimal.class, r -> r.transaction().energyWh())
                .column("startReason", String.class, r -> r.transaction().startReason())
                .column("stopReason", String.class, r -> r.transaction().stopReason())
                .column("remoteStartId", Integer.class, r -> r.transaction().remoteStartId())
                .column("receivedAt", Instant.class, TransactionRow::receivedAt)
                .bound().then();
    }

    /** The running transactions of these stations, and those of the given ids. */
    public Flux<TransactionRow> activeOf(DatabaseClient db, List<AccountId> accounts, List<StationId> stations) {
        return db.sql("""
                SELECT t.* FROM transaction t JOIN unnest(:account::text[], :station::text[]) AS s(account_id, station_id) USING (account_id, station_id)
                WHERE t.state = 'active'""").bind("account", accounts.stream().map(AccountId::value).toArray(String[]::new))
                .bind("station", stations.stream().map(StationId::value).toArray(String[]::new)).map(TransactionRows::row).all();
    }

    public Flux<TransactionRow> byIds(DatabaseClient db, List<AccountId> accounts, List<UUID> ids) {
        return db
                .sql("""
                SELECT t.* FROM transaction t JOIN unnest(:account::text[], :id::uuid[]) AS i(account_id, transaction_id) USING (account_id, transaction_id)""")
                .bind("account", accounts.stream().map(AccountId::value).toArray(String[]::new)).bind("id", ids.toArray(UUID[]::new))
                .map(TransactionRows::row).all();
    }

    /** The number that this opening of a 1.x transaction got, if it was told before. */
    public Mono<TransactionRef> numberOf(DatabaseClient db, AccountId account, StationId station, String opening) {
        return db.sql(
                "SELECT ocpp_transaction_id FROM transaction WHERE account_id = :account AND station_id = :station AND opening = :opening")
                .bind("account", account.value()).bind("station", station.value()).bind("opening", opening)
                .map(row -> new TransactionRef(text(row, "ocpp_transaction_id"))).one();
    }

    /** The start of a fresh block of 100 transaction numbers. */
    public Mono<Integer> nextBlock(DatabaseClient db) {
        return db.sql("SELECT nextval('ocpp_transaction_number')::int AS start")
                .map(row -> Objects.requireNonNull(row.get("start", Integer.class))).one();
    }

    private static TransactionRow row(Readable row) {
        var ref = new ConnectorRef(new StationId(text(row, "station_id")), row.get("evse", Integer.class),
                row.get("connector", Integer.class));
        var transaction = new ChargingTransaction(row.get("transaction_id", UUID.class),
                new TransactionRef(text(row, "ocpp_transaction_id")), ref,
                row.get("opening", String.class), row.get("id_tag", String.class), row.get("charging_state", String.class),
                row.get("started_at", Instant.class),
                row.get("stopped_at", Instant.class), row.get("meter_start_wh", BigDecimal.class),
                row.get("meter_last_wh", BigDecimal.class),
                row.get("meter_stop_wh", BigDecimal.class), row.get("start_reason", String.class), row.get("stop_reason", String.class),
                row.get("remote_start_id", Integer.class));
        return new TransactionRow(new AccountId(text(row, "account_id")), transaction, row.get("received_at", Instant.class));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
