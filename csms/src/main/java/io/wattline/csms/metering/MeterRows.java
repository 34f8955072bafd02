package io.wattline.csms.metering;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.transaction.EnergyReading;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Appends meter values: one wide row a moment, of many stations with one statement; a row that is there already stays. */
@Component
@CrossTenant("a batch holds meter values of all accounts; every row names its account")
public class MeterRows {
    private final JsonMapper json;

    MeterRows(JsonMapper json) { this.json = json; }

    public record MeterRow(AccountId account, ConnectorRef connector, Instant at, Instant receivedAt, @Nullable UUID transaction,
            MeterReading reading, @Nullable String claimedAt) {}

    /** A transaction whose readings from that moment on are wanted. */
    public record ReadingsOf(AccountId account, StationId station, UUID transaction, Instant since) {}

    public record ReadingRow(UUID transaction, EnergyReading reading) {}

    /** What the meters said of energy during these transactions. */
    public Flux<ReadingRow> of(DatabaseClient db, List<ReadingsOf> wanted) {
        return Rows.of(db.sql("""
                SELECT m.transaction_id, m.context, m.at, m.energy_wh, m.interval_wh
                FROM unnest(:account::text[], :station::text[], :transaction::uuid[], :since::timestamptz[])
                    AS w(account_id, station_id, transaction_id, since)
                JOIN meter_value m ON m.account_id = w.account_id AND m.station_id = w.station_id AND m.transaction_id = w.transaction_id
                    AND m.at >= w.since
                WHERE m.energy_wh IS NOT NULL OR m.interval_wh IS NOT NULL"""), wanted)
                .column("account", w -> w.account().value()).column("station", w -> w.station().value())
                .column("transaction", ReadingsOf::transaction).column("since", ReadingsOf::since).bound()
                .map(row -> new ReadingRow(row.get("transaction_id", UUID.class),
                        new EnergyReading(EnergyReading.Kind.ofContext(row.get("context", String.class)), row.get("at", Instant.class),
                                row.get("energy_wh", BigDecimal.class), row.get("interval_wh", BigDecimal.class))))
                .all();
    }

    /** Whether the first of these rows was appended with the message that told it; empty when there are none. */
    public Mono<Boolean> hasAny(DatabaseClient db, List<MeterRow> rows) {
        return Mono.justOrEmpty(rows.stream().findFirst()).flatMap(row -> db.sql("""
                SELECT EXISTS (SELECT FROM meter_value WHERE account_id = :account AND station_id = :station AND at = :at
                    AND fingerprint = :fingerprint AND received_at = :receivedAt)""").bind("account", row.account().value())
                .bind("station", row.connector().station().value()).bind("at", row.at())
                .bind("fingerprint", row.reading().hashCode()).bind("receivedAt", row.receivedAt())
                .map(found -> Boolean.TRUE.equals(found.get(0, Boolean.class))).one());
    }

    public Rows<MeterRow> appended(List<MeterRow> rows) {
        return Rows.of("""
                INSERT INTO meter_value (account_id, station_id, evse, connector, at, fingerprint, received_at, transaction_id, power_w, energy_wh, soc_percent,
                    current_a, voltage_v, other, context, interval_wh, claimed_at, signed)
                SELECT account_id, station_id, evse, connector, at, fingerprint, received_at, transaction_id, power, energy, soc, current, voltage, other::jsonb, context,
                    interval_wh, claimed_at, signed::json
                FROM unnest(:account::text[], :station::text[], :evse::int[], :connector::int[], :at::timestamptz[], :fingerprint::int[],
                    :receivedAt::timestamptz[], :transaction::uuid[], :power::numeric[], :energy::numeric[], :soc::numeric[], :current::numeric[],
                    :voltage::numeric[], :other::text[], :context::text[], :interval::numeric[], :claimedAt::text[], :signed::text[])
                    AS m(account_id, station_id, evse, connector, at, fingerprint, received_at, transaction_id, power, energy, soc, current, voltage, other,
                    context, interval_wh, claimed_at, signed)
                ON CONFLICT DO NOTHING""", rows).column("account", r -> r.account().value())
                .column("station", r -> r.connector().station().value())
                .column("evse", r -> r.connector().evse())
                .column("connector", r -> r.connector().connector()).column("at", MeterRow::at)
                .column("fingerprint", r -> r.reading().hashCode()).column("receivedAt", MeterRow::receivedAt)
                .column("transaction", MeterRow::transaction).column("power", r -> r.reading().powerW())
                .column("energy", r -> r.reading().energyWh())
                .column("soc", r -> r.reading().socPercent())
                .column("current", r -> r.reading().currentA())
                .column("voltage", r -> r.reading().voltageV())
                .column("other", r -> r.reading().other().isEmpty() ? null : json.writeValueAsString(r.reading().other()))
                .column("context", r -> r.reading().context())
                .column("interval", r -> r.reading().intervalWh())
                .column("claimedAt", MeterRow::claimedAt)
                .column("signed", r -> r.reading().signed().isEmpty() ? null : json.writeValueAsString(r.reading().signed()));
    }
}
