package io.wattline.csms.apikey;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ApiKeyRows {
    private final AccountDatabase database;

    ApiKeyRows(AccountDatabase database) { this.database = database; }

    Flux<ApiKeyView> list(AccountId account, PageQuery page, @Nullable UUID after) {
        return database.many(account, db -> db
                .sql("SELECT * FROM api_key WHERE account_id = :account AND (:after::uuid IS NULL OR key_id > :after) "
                        + "ORDER BY key_id LIMIT :rows")
                .bind("account", account.value()).bind("after", nullable(after, UUID.class))
                .bind("rows", page.rows()).map(ApiKeyRows::view).all());
    }

    Mono<ApiKeyView> find(AccountId account, UUID key) {
        return database.one(account, db -> db.sql("SELECT * FROM api_key WHERE account_id = :account AND key_id = :key")
                .bind("account", account.value()).bind("key", key).map(ApiKeyRows::view).one());
    }

    Mono<ApiKeyView> create(AccountId account, UserId creator, Secret secret, ApiKeyForm form, Instant now) {
        return database.one(account,
                db -> db.sql("""
                        INSERT INTO api_key (account_id, key_id, name, prefix, key_hash, permissions, requests_per_minute, created_by, created_at,
                            expires_at)
                        VALUES (:account, :key, :name, :prefix, :hash, :permissions, :rate, :creator, :now, :end) RETURNING *""")
                        .bind("account", account.value()).bind("key", UUID.randomUUID()).bind("name", form.name())
                        .bind("prefix", secret.prefix()).bind("hash", secret.hash())
                        .bind("permissions", form.granted().stream().map(Permission::wireName).toArray(String[]::new))
                        .bind("rate", form.requestsPerMinute()).bind("creator", creator.value()).bind("now", now)
                        .bind("end", form.end(now)).map(ApiKeyRows::view).one());
    }

    /** Whether there was one. */
    Mono<Boolean> delete(AccountId account, UUID key) {
        return database.one(account, db -> db.sql("DELETE FROM api_key WHERE account_id = :account AND key_id = :key")
                .bind("account", account.value()).bind("key", key).fetch().rowsUpdated().map(gone -> gone > 0));
    }

    private static ApiKeyView view(Readable row) {
        return new ApiKeyView(row.get("key_id", UUID.class), row.get("name", String.class), row.get("prefix", String.class),
                List.of(Objects.requireNonNull(row.get("permissions", String[].class))),
                Objects.requireNonNull(row.get("requests_per_minute", Integer.class)), row.get("created_by", UUID.class),
                row.get("created_at", Instant.class), row.get("expires_at", Instant.class), row.get("last_used_at", Instant.class),
                row.get("last_used_from", String.class), null);
    }
}
