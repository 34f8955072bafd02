package io.wattline.csms.transaction;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What REST reads of transactions. With a driver's id only those that his tags charged. */
@Repository
class TransactionQueries {
    /** The row of a running transaction is up to a minute behind its meter; the connector's is not. */
    private static final String SELECT = """
            SELECT t.*, COALESCE(c.energy_wh, t.energy_wh) AS energy_now FROM transaction t LEFT JOIN connector c
                ON t.state = 'active' AND c.account_id = t.account_id AND c.transaction_id = t.transaction_id AND c.station_id = t.station_id
                AND c.evse = t.evse AND c.connector = t.connector WHERE
            """;
    private static final String VISIBLE = """
            t.account_id = :account AND (:driver::uuid IS NULL OR EXISTS (SELECT FROM tag_user u
                WHERE u.account_id = t.account_id AND u.user_id = :driver AND u.tag_key = upper(t.id_tag)))""";

    private final AccountDatabase database;

    TransactionQueries(AccountDatabase database) { this.database = database; }

    Flux<TransactionView> list(AccountId account, @Nullable UserId driver, TransactionFilter filter, PageQuery page) {
        Position after = Position.of(page.after());
        return database.many(account, db -> visible(db.sql(SELECT + VISIBLE + """
                 AND (:station::text IS NULL OR t.station_id = :station) AND (:idTag::text IS NULL OR upper(t.id_tag) = upper(:idTag))
                 AND (:active::boolean IS NULL OR (t.state = 'active') = :active)
                 AND (:from::timestamptz IS NULL OR t.started_at >= :from) AND (:to::timestamptz IS NULL OR t.started_at < :to)
                 AND (:since::timestamptz IS NULL OR t.updated_at > :since)
                 AND (:afterTime::timestamptz IS NULL OR (t.started_at, t.transaction_id) < (:afterTime, :afterId))
                ORDER BY t.started_at DESC, t.transaction_id DESC LIMIT :rows"""), account, driver)
                .bind("station", nullable(filter.stationId(), String.class))
                .bind("idTag", nullable(filter.idTag(), String.class)).bind("active", nullable(filter.active(), Boolean.class))
                .bind("from", nullable(filter.from(), Instant.class)).bind("to", nullable(filter.to(), Instant.class))
                .bind("since", nullable(filter.updatedSince(), Instant.class)).bind("afterTime", nullable(after.startedAt(), Instant.class))
                .bind("afterId", nullable(after.id(), UUID.class)).bind("rows", page.rows()).map(TransactionView::of).all());
    }

    Mono<TransactionView> one(AccountId account, @Nullable UserId driver, UUID id) {
        return database.one(account,
                db -> visible(db.sql(SELECT + VISIBLE + " AND t.transaction_id = :id"), account, driver)
                        .bind("id", id).map(TransactionView::of).one());
    }

    private static GenericExecuteSpec visible(GenericExecuteSpec statement, AccountId account, @Nullable UserId driver) {
        return statement.bind("account", account.value()).bind("driver", nullable(driver == null ? null : driver.value(), UUID.class));
    }

    private record Position(@Nullable Instant startedAt, @Nullable UUID id) {
        static Position of(@Nullable String key) {
            if (key == null) return new Position(null, null);
            int slash = key.indexOf('/');
            try {
                return new Position(Instant.parse(key.substring(0, slash)), UUID.fromString(key.substring(slash + 1)));
            } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException _) {
                throw Problem.badRequest("The cursor is not one of ours.", new Problem.Field("cursor", "take it from an earlier page"));
            }
        }
    }
}
