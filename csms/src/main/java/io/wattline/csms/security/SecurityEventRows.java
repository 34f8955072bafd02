package io.wattline.csms.security;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Security events among the stored facts. */
@Repository
class SecurityEventRows {
    private final AccountDatabase database;

    SecurityEventRows(AccountDatabase database) { this.database = database; }

    /** {@code type} is OCPP's or the vendor's word, {@code at} the station's time, {@code critical} the weight OCPP gives to it. */
    record SecurityEventView(long sequence, String stationId, Instant at, Instant receivedAt, String type, boolean critical,
            @Nullable String techInfo) {}

    /** Null members do not narrow; the span is of our time, {@code from} included. */
    record SecurityEventQuery(@Nullable String stationId, @Nullable String type, @Nullable Boolean critical, @Nullable Instant from,
            @Nullable Instant to) {}

    Flux<SecurityEventView> list(AccountId account, SecurityEventQuery query, PageQuery page) {
        return database.many(account, db -> db.sql("""
                SELECT sequence, station_id, at, received_at, data ->> 'event' AS event, (data ->> 'critical')::boolean AS critical,
                    data ->> 'techInfo' AS tech_info
                FROM outbox WHERE account_id = :account AND type = 'security.event' AND (:station::text IS NULL OR station_id = :station)
                    AND (:type::text IS NULL OR data ->> 'event' = :type)
                    AND (:critical::boolean IS NULL OR (data ->> 'critical')::boolean = :critical)
                    AND (:from::timestamptz IS NULL OR received_at >= :from) AND (:to::timestamptz IS NULL OR received_at < :to)
                    AND (:before::bigint IS NULL OR sequence < :before)
                ORDER BY sequence DESC LIMIT :rows""").bind("account", account.value())
                .bind("station", nullable(query.stationId(), String.class)).bind("type", nullable(query.type(), String.class))
                .bind("critical", nullable(query.critical(), Boolean.class)).bind("from", nullable(query.from(), Instant.class))
                .bind("to", nullable(query.to(), Instant.class)).bind("before", nullable(page.afterNumber(), Long.class))
                .bind("rows", page.rows()).map(SecurityEventRows::view).all());
    }

    private static SecurityEventView view(Readable row) {
        return new SecurityEventView(known(row.get("sequence", Long.class)), known(row.get("station_id", String.class)),
                known(row.get("at", Instant.class)), known(row.get("received_at", Instant.class)), known(row.get("event", String.class)),
                known(row.get("critical", Boolean.class)), row.get("tech_info", String.class));
    }

    private static <T> T known(@Nullable T value) { return Objects.requireNonNull(value); }
}
