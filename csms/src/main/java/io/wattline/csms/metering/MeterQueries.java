package io.wattline.csms.metering;

import static io.wattline.csms.database.QueryParameter.nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.transaction.EnergyReading;
import io.wattline.csms.web.Figures;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.SignedReading;
import java.math.BigDecimal;
import java.time.DateTimeException;
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
     * {@code signed} is what a calibrated meter signed, as it came.
     */
    record MeterValue(Instant at, int evse, int connector, @Nullable UUID transactionId, @Nullable BigDecimal powerKw,
            @Nullable BigDecimal energyKwh,
            @Nullable BigDecimal socPercent, @Nullable BigDecimal currentA, @Nullable BigDecimal voltageV, Map<String, BigDecimal> other,
            @Nullable BigDecimal intervalKwh, @Nullable String context, @Nullable String claimedAt, List<SignedReading> signed,
            @JsonIgnore int fingerprint) {
        String orderKey() { return at + "/" + evse + "/" + connector + "/" + fingerprint; }
    }

    record Filter(@Nullable Instant from, @Nullable Instant to, @Nullable Integer evse, @Nullable Integer connector,
            @Nullable UUID transactionId) {}

    Flux<MeterValue> list(AccountId account, String stationId, Filter filter, PageQuery page) {
        Position after = Position.of(page.after());
        return database.many(account, db -> db.sql("""
                SELECT m.* FROM meter_value m WHERE m.account_id = :account AND m.station_id = :station
                 AND (m.context IS NULL OR m.context NOT IN (:start, :stop))
                 AND (:from::timestamptz IS NULL OR m.at >= :from) AND (:to::timestamptz IS NULL OR m.at < :to)
                 AND (:evse::int IS NULL OR m.evse = :evse) AND (:connector::int IS NULL OR m.connector = :connector)
                 AND (:transaction::uuid IS NULL OR m.transaction_id = :transaction)
                 AND (:afterTime::timestamptz IS NULL OR (m.at, m.evse, m.connector, m.fingerprint) > (:afterTime, :afterEvse, :afterConnector, :afterPrint))
                ORDER BY m.at, m.evse, m.connector, m.fingerprint LIMIT :rows""").bind("account", account.value())
                .bind("station", stationId).bind("start", EnergyReading.START_MESSAGE).bind("stop", EnergyReading.STOP_MESSAGE)
                .bind("from", nullable(filter.from(), Instant.class)).bind("to", nullable(filter.to(), Instant.class))
                .bind("evse", nullable(filter.evse(), Integer.class)).bind("connector", nullable(filter.connector(), Integer.class))
                .bind("transaction", nullable(filter.transactionId(), UUID.class)).bind("afterTime", nullable(after.at(), Instant.class))
                .bind("afterEvse", after.evse()).bind("afterConnector", after.connector()).bind("afterPrint", after.fingerprint())
                .bind("rows", page.rows())
                .map(this::value).all());
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
                row.get("fingerprint", Integer.class));
    }

    private record Position(@Nullable Instant at, int evse, int connector, int fingerprint) {
        static Position of(@Nullable String key) {
            if (key == null) return new Position(null, 0, 0, 0);
            try {
                String[] parts = key.split("/", 4);
                return new Position(Instant.parse(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]),
                        Integer.parseInt(parts[3]));
            } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException _) {
                throw Problem.badRequest("The cursor is not one of ours.", new Problem.Field("cursor", "take it from an earlier page"));
            }
        }
    }
}
