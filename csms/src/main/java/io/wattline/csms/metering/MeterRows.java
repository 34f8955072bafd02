package io.wattline.csms.metering;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.ConnectorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Appends meter values: one wide row a moment, of many stations with one statement; a row that is there already stays. */
@Component
@CrossTenant("a batch holds meter values of all accounts; every row names its account")
public class MeterRows {
    private final JsonMapper json;

    MeterRows(JsonMapper json) { this.json = json; }

    public record MeterRow(AccountId account, ConnectorRef connector, Instant at, Instant receivedAt, @Nullable UUID transaction,
            MeterReading reading) {}

    public Mono<Void> append(DatabaseClient db, List<MeterRow> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                INSERT INTO meter_value (account_id, station_id, evse, connector, at, fingerprint, received_at, transaction_id, power_w, energy_wh, soc_percent,
                    current_a, voltage_v, other)
                SELECT account_id, station_id, evse, connector, at, fingerprint, received_at, transaction_id, power, energy, soc, current, voltage, other::jsonb
                FROM unnest(:account::text[], :station::text[], :evse::int[], :connector::int[], :at::timestamptz[], :fingerprint::int[],
                    :receivedAt::timestamptz[], :transaction::uuid[], :power::numeric[], :energy::numeric[], :soc::numeric[], :current::numeric[],
                    :voltage::numeric[], :other::text[])
                    AS m(account_id, station_id, evse, connector, at, fingerprint, received_at, transaction_id, power, energy, soc, current, voltage, other)
                ON CONFLICT DO NOTHING"""), rows).column("account", String.class, r -> r.account().value())
                .column("station", String.class, r -> r.connector().station().value())
                .column("evse", Integer.class, r -> r.connector().evse())
                .column("connector", Integer.class, r -> r.connector().connector()).column("at", Instant.class, MeterRow::at)
                .column("fingerprint", Integer.class, r -> r.reading().hashCode()).column("receivedAt", Instant.class, MeterRow::receivedAt)
                .column("transaction", UUID.class, MeterRow::transaction).column("power", BigDecimal.class, r -> r.reading().powerW())
                .column("energy", BigDecimal.class, r -> r.reading().energyWh())
                .column("soc", BigDecimal.class, r -> r.reading().socPercent())
                .column("current", BigDecimal.class, r -> r.reading().currentA())
                .column("voltage", BigDecimal.class, r -> r.reading().voltageV())
                .column("other", String.class, r -> r.reading().other().isEmpty() ? null : json.writeValueAsString(r.reading().other()))
                .bound().then();
    }
}
