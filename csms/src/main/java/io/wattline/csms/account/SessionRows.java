package io.wattline.csms.account;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SessionRows {
    /** {@code method} is how he signed in: password, second-factor, passkey …; {@code address} from where it was used last. */
    record Session(UUID id, String method, String address, @Nullable String userAgent, Instant beganAt, Instant lastUsedAt) {}

    /** Whose a session is, and the version of his permissions. */
    record Standing(UserId user, int rightsVersion) {}

    private final AccountDatabase database;
    private final AllAccountsDatabase everywhere;

    SessionRows(AccountDatabase database, AllAccountsDatabase everywhere) {
        this.database = database;
        this.everywhere = everywhere;
    }

    /** Of a session that goes on. */
    Mono<Standing> standing(AccountId account, UUID session) {
        return everywhere.client().sql("""
                SELECT u.user_id, u.rights_version FROM user_session s JOIN app_user u USING (account_id, user_id)
                WHERE s.account_id = :account AND s.session_id = :session AND u.enabled""").bind("account", account.value())
                .bind("session", session)
                .map(row -> new Standing(new UserId(row.get("user_id", UUID.class)), row.get("rights_version", Integer.class))).one();
    }

    Flux<Session> list(AccountId account, UserId user) {
        return database.many(account, db -> db.sql("""
                SELECT session_id, method, address, user_agent, began_at, last_used_at FROM user_session
                WHERE account_id = :account AND user_id = :user ORDER BY last_used_at DESC, session_id LIMIT 500""")
                .bind("account", account.value()).bind("user", user.value()).map(SessionRows::session).all());
    }

    Mono<Long> end(AccountId account, UserId user, UUID session) {
        return database.one(account,
                db -> db.sql("DELETE FROM user_session WHERE account_id = :account AND user_id = :user AND session_id = :session")
                        .bind("account", account.value()).bind("user", user.value()).bind("session", session).fetch().rowsUpdated());
    }

    Mono<Long> endAllBut(AccountId account, UserId user, UUID kept) {
        return database.one(account,
                db -> db.sql("DELETE FROM user_session WHERE account_id = :account AND user_id = :user AND session_id <> :kept")
                        .bind("account", account.value()).bind("user", user.value()).bind("kept", kept).fetch().rowsUpdated());
    }

    private static Session session(Readable row) {
        return new Session(row.get("session_id", UUID.class), row.get("method", String.class), row.get("address", String.class),
                row.get("user_agent", String.class), row.get("began_at", Instant.class), row.get("last_used_at", Instant.class));
    }
}
