package io.wattline.csms.metering;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import java.time.Instant;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Samples as rows of a minute, a quarter of an hour and an hour. */
@Repository
class MeterAggregates {
    private final AllAccountsDatabase database;

    MeterAggregates(AllAccountsDatabase database) { this.database = database; }

    /** All samples that came before this time are aggregated; empty when there are no samples at all. */
    @CrossTenant("samples of all accounts are aggregated together")
    Mono<Instant> until() {
        return database.client().sql("SELECT until FROM meter_aggregated").map(row -> row.get(0, Instant.class)).one()
                .switchIfEmpty(database.client().sql("SELECT min(received_at) AS first FROM meter_value HAVING count(*) > 0")
                        .map(row -> row.get(0, Instant.class)).one());
    }

    /** Makes the hours anew of which a sample came in this time; none before {@code firstKept}, whose samples are incomplete. */
    @CrossTenant("samples of all accounts are aggregated together; every row names its account")
    Mono<Long> ofReceived(Instant from, Instant to, Instant firstKept) {
        return database.transactional(db -> db.sql("""
                WITH touched AS (
                    SELECT DISTINCT m.account_id, m.station_id, m.evse, m.connector, date_bin('1 hour', m.at, timestamptz 'epoch') AS hour
                    FROM meter_value m WHERE m.received_at >= :from AND m.received_at < :to AND m.at >= :firstKept AND %1$s)
                INSERT INTO meter_aggregate AS old (account_id, station_id, evse, connector, resolution, at, samples, power_w, energy_wh, interval_wh,
                    soc_percent, current_a, voltage_v, transaction_id)
                SELECT t.account_id, t.station_id, t.evse, t.connector, r.seconds, s.*
                FROM touched t CROSS JOIN (VALUES (60), (900), (3600)) AS r(seconds) CROSS JOIN LATERAL (
                    SELECT %2$s, %3$s FROM meter_value m WHERE m.account_id = t.account_id AND m.station_id = t.station_id
                        AND m.evse = t.evse AND m.connector = t.connector AND m.at >= t.hour AND m.at < t.hour + interval '1 hour' AND %1$s
                    GROUP BY 1) AS s
                ON CONFLICT (account_id, station_id, resolution, at, evse, connector) DO UPDATE SET samples = excluded.samples, power_w = excluded.power_w,
                    energy_wh = excluded.energy_wh, interval_wh = excluded.interval_wh, soc_percent = excluded.soc_percent,
                    current_a = excluded.current_a, voltage_v = excluded.voltage_v, transaction_id = excluded.transaction_id"""
                .formatted(MeterSpans.SAMPLED, MeterSpans.BEGIN, MeterSpans.COLUMNS)).bind("from", from).bind("to", to)
                .bind("firstKept", firstKept).fetch().rowsUpdated()
                .flatMap(made -> db
                        .sql("""
                        INSERT INTO meter_aggregated AS old (until) VALUES (:to) ON CONFLICT (only_row) DO UPDATE SET until = GREATEST(old.until, excluded.until)""")
                        .bind("to", to).then().thenReturn(made)));
    }

    @CrossTenant("retention is upkeep of all accounts")
    Mono<Long> deleteSome(Resolution resolution, Instant before, int most) {
        return database.client()
                .sql("""
                DELETE FROM meter_aggregate WHERE resolution = :resolution AND at < :before AND (account_id, station_id, at, evse, connector) IN (
                    SELECT account_id, station_id, at, evse, connector FROM meter_aggregate WHERE resolution = :resolution AND at < :before LIMIT :most)""")
                .bind("resolution", resolution.seconds()).bind("before", before).bind("most", most).fetch().rowsUpdated();
    }
}
