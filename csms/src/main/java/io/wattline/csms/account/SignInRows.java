package io.wattline.csms.account;

import static io.wattline.csms.database.QueryParameter.nullable;

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
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What signing in reads and writes. Refresh tokens are stored as hashes only. */
@Repository
@CrossTenant("who signs in has an e-mail address or a refresh token, and only these say which account he belongs to")
class SignInRows {
    /** A user, and whether he was at this address before. */
    record Found(User user, boolean addressKnown) {}

    /** A refresh token as stored; all that came of one sign-in belong to its session. */
    record RefreshToken(User user, UUID session, Instant expiresAt, @Nullable Instant usedAt) {}

    /** Nobody of a suspended account comes in. */
    private static final String USER = """
            SELECT u.account_id, u.user_id, u.email, u.name, u.permissions, u.password_hash, u.rights_version,
                u.enabled AND EXISTS (SELECT FROM account a WHERE a.account_id = u.account_id AND a.status = 'active') AS enabled,
                EXISTS (SELECT FROM totp f WHERE f.account_id = u.account_id AND f.user_id = u.user_id AND f.confirmed_at IS NOT NULL) AS second_factor""";
    private static final String FOUND = USER + """
            , COALESCE(u.last_login_address = :address, false) OR EXISTS (SELECT FROM user_session s
                WHERE s.account_id = u.account_id AND s.user_id = u.user_id AND s.address = :address) AS address_known
            FROM app_user u WHERE\s""";

    private final AllAccountsDatabase database;

    SignInRows(AllAccountsDatabase database) { this.database = database; }

    Mono<Found> byEmail(String email, String address) {
        return found(database.client().sql(FOUND + "lower(u.email) = lower(:email)").bind("email", email), address);
    }

    Mono<Found> byId(AccountId account, UserId user, String address) {
        return found(database.client().sql(FOUND + "u.account_id = :account AND u.user_id = :user").bind("account", account.value())
                .bind("user", user.value()), address);
    }

    /** The session and the first of its refresh tokens; what has expired of the user's goes. */
    Mono<Void> begin(User user, UUID session, String method, Visitor visitor, byte[] hash, Instant now) {
        return database.transactional(db -> of(user, db.sql("""
                WITH expired AS (DELETE FROM refresh_token WHERE account_id = :account AND user_id = :user AND expires_at < :now),
                    gone AS (DELETE FROM user_session WHERE account_id = :account AND user_id = :user AND last_used_at < :longAgo),
                    seen AS (UPDATE app_user SET last_login_at = :now, last_login_address = :address
                        WHERE account_id = :account AND user_id = :user)
                INSERT INTO user_session (account_id, session_id, user_id, method, address, user_agent, began_at, last_used_at)
                VALUES (:account, :session, :user, :method, :address, :agent, :now, :now)""")).bind("now", now)
                .bind("longAgo", now.minus(SignIn.REFRESH_LIFETIME)).bind("session", session).bind("method", method)
                .bind("address", visitor.address()).bind("agent", nullable(visitor.userAgent(), String.class)).then()
                .then(insert(db, user, session, hash, now)));
    }

    /** The token with its row locked until the transaction of {@code db} ends. */
    Mono<RefreshToken> lock(DatabaseClient db, byte[] hash) {
        return db.sql(USER + """
                , t.family, t.expires_at, t.used_at FROM refresh_token t JOIN app_user u USING (account_id, user_id)
                WHERE t.token_hash = :hash FOR UPDATE OF t""").bind("hash", hash)
                .map(row -> new RefreshToken(user(row), row.get("family", UUID.class), row.get("expires_at", Instant.class),
                        row.get("used_at", Instant.class)))
                .one();
    }

    Mono<Void> replace(DatabaseClient db, RefreshToken used, byte[] usedHash, Visitor visitor, byte[] hash, Instant now) {
        return of(used.user(), db.sql("""
                WITH used AS (UPDATE refresh_token SET used_at = COALESCE(used_at, :now) WHERE account_id = :account AND token_hash = :hash)
                UPDATE user_session SET last_used_at = :now, address = :address, user_agent = COALESCE(:agent, user_agent)
                WHERE account_id = :account AND user_id = :user AND session_id = :session""")).bind("now", now).bind("hash", usedHash)
                .bind("address", visitor.address()).bind("agent", nullable(visitor.userAgent(), String.class))
                .bind("session", used.session()).then().then(insert(db, used.user(), used.session(), hash, now));
    }

    /** The session with all its refresh tokens. */
    Mono<Void> end(DatabaseClient db, RefreshToken token) {
        return of(token.user(),
                db.sql("DELETE FROM user_session WHERE account_id = :account AND user_id = :user AND session_id = :session"))
                .bind("session", token.session()).then();
    }

    private static Mono<Void> insert(DatabaseClient db, User user, UUID session, byte[] hash, Instant now) {
        return of(user, db.sql("""
                INSERT INTO refresh_token (account_id, token_hash, user_id, family, issued_at, expires_at)
                VALUES (:account, :hash, :user, :session, :now, :expires)""")).bind("hash", hash).bind("session", session)
                .bind("now", now).bind("expires", now.plus(SignIn.REFRESH_LIFETIME)).then();
    }

    private static GenericExecuteSpec of(User user, GenericExecuteSpec sql) {
        return sql.bind("account", user.account().value()).bind("user", user.id().value());
    }

    private static Mono<Found> found(GenericExecuteSpec sql, String address) {
        return sql.bind("address", address)
                .map(row -> new Found(user(row), Boolean.TRUE.equals(row.get("address_known", Boolean.class)))).one();
    }

    private static User user(Readable row) {
        Set<Permission> permissions = Stream.of(Objects.requireNonNull(row.get("permissions", String[].class))).map(Permission::ofWireName)
                .collect(Collectors.toSet());
        return new User(new AccountId(Objects.requireNonNull(row.get("account_id", String.class))),
                new UserId(Objects.requireNonNull(row.get("user_id", UUID.class))), row.get("email", String.class),
                row.get("name", String.class), permissions,
                Boolean.TRUE.equals(row.get("enabled", Boolean.class)), row.get("password_hash", String.class),
                row.get("rights_version", Integer.class), Boolean.TRUE.equals(row.get("second_factor", Boolean.class)));
    }
}
