package io.wattline.csms.account;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What signing in reads and writes. Refresh tokens are stored as hashes only. */
@Repository
@CrossTenant("who signs in has an e-mail address or a refresh token, and only these say which account he belongs to")
class SignInRows {
    /** A refresh token as stored; all that came of one sign-in are a family. */
    record RefreshToken(User user, UUID family, Instant expiresAt, @Nullable Instant usedAt) {}

    private static final String USER = "u.account_id, u.user_id, u.email, u.name, u.permissions, u.enabled, u.password_hash";

    private final AllAccountsDatabase database;

    SignInRows(AllAccountsDatabase database) { this.database = database; }

    Mono<User> byEmail(String email) {
        return database.client().sql("SELECT " + USER + " FROM app_user u WHERE lower(u.email) = lower(:email)").bind("email", email)
                .map(SignInRows::user)
                .one();
    }

    Mono<User> byId(AccountId account, UserId user) {
        return database.client().sql("SELECT " + USER + " FROM app_user u WHERE u.account_id = :account AND u.user_id = :user")
                .bind("account", account.value()).bind("user", user.value()).map(SignInRows::user).one();
    }

    /** The first of a family; tokens of the user that have expired go. */
    Mono<Void> begin(User user, byte[] hash, UUID family, Instant now, Instant expiresAt) {
        return database.transactional(
                db -> db.sql("DELETE FROM refresh_token WHERE account_id = :account AND user_id = :user AND expires_at < :now")
                        .bind("account", user.account().value()).bind("user", user.id().value()).bind("now", now).then()
                        .then(db.sql("UPDATE app_user SET last_login_at = :now WHERE account_id = :account AND user_id = :user")
                                .bind("account", user.account().value()).bind("user", user.id().value()).bind("now", now).then())
                        .then(insert(db, user, hash, family, now, expiresAt)));
    }

    /** The token with its row locked until the transaction of {@code db} ends. */
    Mono<RefreshToken> lock(DatabaseClient db, byte[] hash) {
        return db
                .sql("SELECT " + USER
                        + ", t.family, t.expires_at, t.used_at FROM refresh_token t JOIN app_user u USING (account_id, user_id)\n"
                        + "WHERE t.token_hash = :hash FOR UPDATE OF t")
                .bind("hash", hash)
                .map(row -> new RefreshToken(user(row), row.get("family", UUID.class), row.get("expires_at", Instant.class),
                        row.get("used_at", Instant.class)))
                .one();
    }

    Mono<Void> replace(DatabaseClient db, RefreshToken used, byte[] usedHash, byte[] hash, Instant now, Instant expiresAt) {
        return db.sql("UPDATE refresh_token SET used_at = COALESCE(used_at, :now) WHERE account_id = :account AND token_hash = :hash")
                .bind("account", used.user().account().value()).bind("hash", usedHash).bind("now", now).then()
                .then(insert(db, used.user(), hash, used.family(), now, expiresAt));
    }

    Mono<Void> endFamily(DatabaseClient db, RefreshToken token) {
        return db.sql("DELETE FROM refresh_token WHERE account_id = :account AND family = :family")
                .bind("account", token.user().account().value())
                .bind("family", token.family()).then();
    }

    private static Mono<Void> insert(DatabaseClient db, User user, byte[] hash, UUID family, Instant now, Instant expiresAt) {
        return db.sql("""
                INSERT INTO refresh_token (account_id, token_hash, user_id, family, issued_at, expires_at)
                VALUES (:account, :hash, :user, :family, :now, :expires)""").bind("account", user.account().value()).bind("hash", hash)
                .bind("user", user.id().value()).bind("family", family).bind("now", now).bind("expires", expiresAt).then();
    }

    private static User user(Readable row) {
        Set<Permission> permissions = Stream.of(Objects.requireNonNull(row.get("permissions", String[].class))).map(Permission::ofWireName)
                .collect(Collectors.toSet());
        return new User(new AccountId(Objects.requireNonNull(row.get("account_id", String.class))),
                new UserId(Objects.requireNonNull(row.get("user_id", UUID.class))), row.get("email", String.class),
                row.get("name", String.class), permissions,
                Boolean.TRUE.equals(row.get("enabled", Boolean.class)), row.get("password_hash", String.class));
    }
}
