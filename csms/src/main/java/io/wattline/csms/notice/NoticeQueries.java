package io.wattline.csms.notice;

import static io.wattline.csms.database.QueryParameter.nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What is valid at stations, as people read it. */
@Repository
class NoticeQueries {
    private static final String BETWEEN = "\u001f";

    /** {@code data} depends on the kind; {@code at} is the station's time. */
    record NoticeView(String kind, String key, @Nullable Integer evse, @JsonRawValue @Schema(type = "object") String data, Instant at) {
        String cursor() { return kind + BETWEEN + key; }
    }

    record Filter(@Nullable String kind, @Nullable Integer evse) {}

    private final AccountDatabase database;

    NoticeQueries(AccountDatabase database) { this.database = database; }

    /** The parts of customer information, whose keys are request and part, are put together as far as they came. */
    Flux<NoticeView> list(AccountId account, StationId station, Filter filter, PageQuery page) {
        return database.many(account, db -> db.sql("""
                WITH whole AS (
                    SELECT kind, key, evse, data, at FROM station_notice
                    WHERE account_id = :account AND station_id = :station AND kind <> 'customer-information'
                    UNION ALL
                    SELECT kind, ltrim(split_part(key, '.', 1), '0'), NULL, jsonb_build_object('text', string_agg(data ->> 'data', '' ORDER BY key),
                        'complete', bool_or(NOT COALESCE((data ->> 'tbc')::boolean, false))
                            AND count(*) = max((data ->> 'seqNo')::int) + 1), max(at) FROM station_notice
                    WHERE account_id = :account AND station_id = :station AND kind = 'customer-information' GROUP BY kind, split_part(key, '.', 1))
                SELECT kind, key, evse, data::text AS data, at FROM whole
                WHERE (:kind::text IS NULL OR kind = :kind) AND (:evse::int IS NULL OR evse = :evse)
                    AND (:after::text IS NULL OR kind || :between || key > :after)
                ORDER BY kind || :between || key LIMIT :rows""")
                .bind("account", account.value()).bind("station", station.value()).bind("kind", nullable(filter.kind(), String.class))
                .bind("evse", nullable(filter.evse(), Integer.class)).bind("after", nullable(page.after(), String.class))
                .bind("between", BETWEEN).bind("rows", page.rows())
                .map(row -> new NoticeView(Objects.requireNonNull(row.get("kind", String.class)),
                        Objects.requireNonNull(row.get("key", String.class)), row.get("evse", Integer.class),
                        Objects.requireNonNull(row.get("data", String.class)), Objects.requireNonNull(row.get("at", Instant.class))))
                .all());
    }
}
