package io.wattline.csms.apikey;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.web.Caller;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Keys as they are presented. One indexed look-up a call and no cache, so that a revoked key is refused at once and everywhere. */
@Repository
@CrossTenant("who presents a key says nothing else, and only the key says to which account it belongs")
class KnownKeys {
    /** A key with its creator as he is now; {@code freshUse}: the last use is worth writing down. */
    record Known(Caller caller, boolean creatorEnabled, Instant expiresAt, int requestsPerMinute, boolean freshUse) {}

    private final AllAccountsDatabase database;

    KnownKeys(AllAccountsDatabase database) { this.database = database; }

    Mono<Known> find(Secret secret, Instant now, @Nullable String address) {
        return database.client().sql("""
                SELECT k.account_id, k.key_id, k.name, k.prefix, k.permissions, k.expires_at, k.requests_per_minute, u.email,
                    u.permissions AS of_creator, u.enabled, k.last_used_at IS NULL OR k.last_used_at < :recently::timestamptz
                        OR k.last_used_from IS DISTINCT FROM :address::text AS fresh
                FROM api_key k JOIN app_user u ON u.account_id = k.account_id AND u.user_id = k.created_by WHERE k.key_hash = :hash""")
                .bind("hash", secret.hash()).bind("recently", now.minusSeconds(60)).bind("address", nullable(address, String.class))
                .map(KnownKeys::known).one();
    }

    Mono<Void> used(Caller key, Instant now, @Nullable String address) {
        return database.client()
                .sql("UPDATE api_key SET last_used_at = :now, last_used_from = :address WHERE account_id = :account AND key_id = :key")
                .bind("account", key.account().value()).bind("key", key.user().value()).bind("now", now)
                .bind("address", nullable(address, String.class)).then();
    }

    private static Known known(Readable row) {
        Set<Permission> may = permissions(row, "permissions").collect(Collectors.toSet());
        may.retainAll(Permission.ofUser(permissions(row, "of_creator").toList()));
        var caller = new Caller(new UserId(Objects.requireNonNull(row.get("key_id", UUID.class))),
                new AccountId(Objects.requireNonNull(row.get("account_id", String.class))), may, row.get("email", String.class),
                row.get("name", String.class), row.get("prefix", String.class));
        return new Known(caller, Boolean.TRUE.equals(row.get("enabled", Boolean.class)), row.get("expires_at", Instant.class),
                Objects.requireNonNull(row.get("requests_per_minute", Integer.class)),
                Boolean.TRUE.equals(row.get("fresh", Boolean.class)));
    }

    private static Stream<Permission> permissions(Readable row, String column) {
        return List.of(Objects.requireNonNull(row.get(column, String[].class))).stream().map(Permission::ofWireName);
    }
}
