package io.wattline.csms.metering;

import static io.wattline.csms.database.QueryParameter.nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.Figures;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.SignedReading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Series of what meters sampled, oldest first; the registers of start and stop messages stand with their transactions. */
@Repository
class MeterQueries {
    private final AccountDatabase database;
    private final JsonMapper json;

    MeterQueries(AccountDatabase database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * {@code energyKwh} is the register as read, {@code intervalKwh} the energy since the last moment of a station that tells no register;
     * {@code claimedAt} is the station's own text for a time that cannot be right, {@code at} is ours then; {@code other} holds what has no member of its own, by measurand, in its unit (W, Wh, A, V, °C);
     * {@code signed} is what a calibrated meter signed, as it came. Of a span of time {@code resolution} is its length (1m, 15m, 1h), {@code at}
     * its begin and {@code samples} the number of samples; power, current and voltage are means then, the others the last ones told.
     */
    record MeterValue(Instant at, int evse, int connector, @Nullable UUID transactionId, @Nullable BigDecimal powerKw,
            @Nullable BigDecimal energyKwh,
            @Nullable BigDecimal socPercent, @Nullable BigDecimal currentA, @Nullable BigDecimal voltageV, Map<String, BigDecimal> other,
            @Nullable BigDecimal intervalKwh, @Nullable String context, @Nullable String claimedAt, List<SignedReading> signed,
            @Nullable String resolution, @Nullable Integer samples,
            @JsonIgnore int fingerprint) {
        String orderKey() { return at + "/" + evse + "/" + connector + "/" + (resolution == null ? fingerprint : resolution); }
    }

    /** {@code resolution}: auto, raw, 1m, 15m, 1h; auto tells a window that has both ends in as few items as the page takes. */
    record Filter(@Nullable Instant from, @Nullable Instant to, @Nullable Integer evse, @Nullable Integer connector,
            @Nullable UUID transactionId, @Nullable String resolution) {}

    Flux<MeterValue> samples(AccountId account, String stationId, Filter filter, PageQuery page) {
        SeriesPosition after = SeriesPosition.of(page.after());
        return database.many(account, db -> db.sql("""
                SELECT m.* FROM meter_value m WHERE m.account_id = :account AND m.station_id = :station
                 AND %s
                 AND (:from::timestamptz IS NULL OR m.at >= :from) AND (:to::timestamptz IS NULL OR m.at < :to)
                 AND (:evse::int IS NULL OR m.evse = :evse) AND (:connector::int IS NULL OR m.connector = :connector)
                 AND (:transaction::uuid IS NULL OR m.transaction_id = :transaction)
                 AND (:afterTime::timestamptz IS NULL OR (m.at, m.evse, m.connector, m.fingerprint) > (:afterTime, :afterEvse, :afterConnector, :afterPrint))
                ORDER BY m.at, m.evse, m.connector, m.fingerprint LIMIT :rows""".formatted(MeterSpans.SAMPLED))
                .bind("account", account.value())
                .bind("station", stationId)
                .bind("from", nullable(filter.from(), Instant.class)).bind("to", nullable(filter.to(), Instant.class))
                .bind("evse", nullable(filter.evse(), Integer.class)).bind("connector", nullable(filter.connector(), Integer.class))
                .bind("transaction", nullable(filter.transactionId(), UUID.class)).bind("afterTime", nullable(after.at(), Instant.class))
                .bind("afterEvse", after.evse()).bind("afterConnector", after.connector()).bind("afterPrint", after.fingerprint())
                .bind("rows", page.rows())
                .map(this::value).all());
    }

    /** Hours that are aggregated come from there, what is newer from the samples. */
    Flux<MeterValue> spans(AccountId account, String stationId, Filter filter, Resolution resolution, PageQuery page) {
        SeriesPosition after = SeriesPosition.of(page.after());
        return database.many(account, db -> db.sql("""
                WITH r AS (SELECT :seconds::int AS seconds, date_bin(make_interval(secs => :seconds), :from, timestamptz 'epoch') AS begin,
                    COALESCE((SELECT date_bin('1 hour', until, timestamptz 'epoch') FROM meter_aggregated), '-infinity') AS aggregated)
                SELECT s.* FROM (
                    SELECT a.evse, a.connector, a.at, a.samples, a.power_w, a.energy_wh, a.interval_wh, a.soc_percent, a.current_a, a.voltage_v, a.transaction_id
                    FROM meter_aggregate a, r WHERE a.account_id = :account AND a.station_id = :station AND a.resolution = :seconds
                        AND a.at >= r.begin AND a.at < LEAST(:to, r.aggregated)
                    UNION ALL
                    SELECT m.evse, m.connector, %s AS at, %s
                    FROM meter_value m, r WHERE m.account_id = :account AND m.station_id = :station AND %s
                        AND m.at >= GREATEST(r.begin, r.aggregated) AND m.at < :to
                    GROUP BY 1, 2, 3) AS s
                WHERE (:evse::int IS NULL OR s.evse = :evse) AND (:connector::int IS NULL OR s.connector = :connector)
                    AND (:afterTime::timestamptz IS NULL OR (s.at, s.evse, s.connector) > (:afterTime, :afterEvse, :afterConnector))
                ORDER BY s.at, s.evse, s.connector LIMIT :rows""".formatted(MeterSpans.BEGIN, MeterSpans.COLUMNS, MeterSpans.SAMPLED))
                .bind("account", account.value()).bind("station", stationId).bind("seconds", resolution.seconds())
                .bind("from", Objects.requireNonNull(filter.from())).bind("to", Objects.requireNonNull(filter.to()))
                .bind("evse", nullable(filter.evse(), Integer.class)).bind("connector", nullable(filter.connector(), Integer.class))
                .bind("afterTime", nullable(after.at(), Instant.class)).bind("afterEvse", after.evse())
                .bind("afterConnector", after.connector()).bind("rows", page.rows()).map(row -> span(row, resolution)).all());
    }

    private static MeterValue span(Readable row, Resolution resolution) {
        return new MeterValue(Objects.requireNonNull(row.get("at", Instant.class)), row.get("evse", Integer.class),
                row.get("connector", Integer.class), row.get("transaction_id", UUID.class),
                Figures.kilo(row.get("power_w", BigDecimal.class)), Figures.kilo(row.get("energy_wh", BigDecimal.class)),
                row.get("soc_percent", BigDecimal.class), row.get("current_a", BigDecimal.class), row.get("voltage_v", BigDecimal.class),
                Map.of(), Figures.kilo(row.get("interval_wh", BigDecimal.class)), null, null, List.of(), resolution.wireName(),
                row.get("samples", Integer.class), 0);
    }

    private MeterValue value(Readable row) {
        String other = row.get("other", String.class);
        String signed = row.get("signed", String.class);
        return new MeterValue(Objects.requireNonNull(row.get("at", Instant.class)), row.get("evse", Integer.class),
                row.get("connector", Integer.class),
                row.get("transaction_id", UUID.class), Figures.kilo(row.get("power_w", BigDecimal.class)),
                Figures.kilo(row.get("energy_wh", BigDecimal.class)),
                row.get("soc_percent", BigDecimal.class), row.get("current_a", BigDecimal.class), row.get("voltage_v", BigDecimal.class),
                other == null ? Map.of() : json.readValue(other, new TypeReference<>() {}),
                Figures.kilo(row.get("interval_wh", BigDecimal.class)), row.get("context", String.class),
                row.get("claimed_at", String.class), signed == null ? List.of() : json.readValue(signed, new TypeReference<>() {}),
                null, null, row.get("fingerprint", Integer.class));
    }
}
