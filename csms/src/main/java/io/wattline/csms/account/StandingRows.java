package io.wattline.csms.account;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** How accounts stand, and what they use of what they may. */
@Repository
class StandingRows {
    /** What is there of what has a limit. */
    record Usage(long stations, long users, long tags, long uploadBytes) {}

    private static final String SELECT = """
            SELECT status, most_stations, most_users, most_tags, most_upload_bytes, messages_per_minute, requests_per_minute
            FROM account WHERE account_id = :account""";

    private final AccountDatabase database;

    StandingRows(AccountDatabase database) { this.database = database; }

    Mono<Standing> find(AccountId account) { return database.one(account, db -> find(account, "", db)); }

    Mono<Usage> usage(AccountId account) {
        return database.one(account, db -> db.sql("""
                SELECT (SELECT count(*) FROM station WHERE account_id = :account AND deleted_at IS NULL) AS stations,
                    (SELECT count(*) FROM app_user WHERE account_id = :account) AS users,
                    (SELECT count(*) FROM tag WHERE account_id = :account) AS tags,
                    (SELECT COALESCE(sum(size_bytes), 0)::bigint FROM file WHERE account_id = :account AND kind <> 'firmware') AS bytes""")
                .bind("account", account.value())
                .map(row -> new Usage(number(row, "stations"), number(row, "users"), number(row, "tags"), number(row, "bytes"))).one());
    }

    Mono<Quotas> changeQuotas(AccountId account, UnaryOperator<Quotas> change) {
        return database.one(account, db -> find(account, " FOR UPDATE", db).map(Standing::quotas).map(change)
                .flatMap(quotas -> db.sql("""
                        UPDATE account SET most_stations = :stations, most_users = :users, most_tags = :tags, most_upload_bytes = :bytes,
                            messages_per_minute = :messages, requests_per_minute = :requests WHERE account_id = :account""")
                        .bind("account", account.value()).bind("stations", nullable(quotas.stations(), Integer.class))
                        .bind("users", nullable(quotas.users(), Integer.class)).bind("tags", nullable(quotas.tags(), Integer.class))
                        .bind("bytes", nullable(quotas.uploadBytes(), Long.class))
                        .bind("messages", nullable(quotas.messagesPerMinute(), Integer.class))
                        .bind("requests", nullable(quotas.requestsPerMinute(), Integer.class)).then().thenReturn(quotas)));
    }

    /** False when there is no such account, or it is suspended already. */
    Mono<Boolean> suspend(AccountId account, String reason, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE account SET status = 'suspended', suspended_at = :now, suspension_reason = :reason
                WHERE account_id = :account AND status = 'active'""").bind("account", account.value()).bind("now", now)
                .bind("reason", reason).fetch().rowsUpdated().map(rows -> rows == 1));
    }

    /** False when there is no such account, or it is not suspended. */
    Mono<Boolean> resume(AccountId account) {
        return database.one(account, db -> db.sql("""
                UPDATE account SET status = 'active', suspended_at = NULL, suspension_reason = NULL
                WHERE account_id = :account AND status = 'suspended'""").bind("account", account.value()).fetch().rowsUpdated()
                .map(rows -> rows == 1));
    }

    private static Mono<Standing> find(AccountId account, String lock, DatabaseClient db) {
        return db.sql(SELECT + lock).bind("account", account.value()).map(StandingRows::standing).one();
    }

    private static Standing standing(Readable row) {
        return new Standing("suspended".equals(row.get("status", String.class)),
                new Quotas(whole(row, "most_stations"), whole(row, "most_users"), whole(row, "most_tags"),
                        row.get("most_upload_bytes", Long.class), whole(row, "messages_per_minute"), whole(row, "requests_per_minute")));
    }

    private static @Nullable Integer whole(Readable row, String column) { return row.get(column, Integer.class); }

    private static long number(Readable row, String column) { return Objects.requireNonNull(row.get(column, Long.class)); }
}
