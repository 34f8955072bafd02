package io.wattline.csms.account;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Links to set a password, as hashes; one per user at a time. */
@Repository
class PasswordLinkRows {
    /** What a link is for. */
    record Invited(AccountId account, String accountName, UserId user, String email, String name, boolean invitation, Instant expiresAt) {}

    private final AccountDatabase database;
    private final AllAccountsDatabase everywhere;

    PasswordLinkRows(AccountDatabase database, AllAccountsDatabase everywhere) {
        this.database = database;
        this.everywhere = everywhere;
    }

    /** In the place of an earlier one. */
    Mono<Void> store(AccountId account, UserId user, byte[] hash, boolean invitation, Instant now, Instant expiresAt) {
        return database.one(account, db -> db.sql("""
                INSERT INTO password_link (account_id, user_id, token_hash, purpose, created_at, expires_at)
                VALUES (:account, :user, :hash, :purpose, :now, :expires)
                ON CONFLICT (account_id, user_id) DO UPDATE SET token_hash = excluded.token_hash, purpose = excluded.purpose,
                    created_at = excluded.created_at, expires_at = excluded.expires_at""").bind("account", account.value())
                .bind("user", user.value()).bind("hash", hash).bind("purpose", invitation ? "invitation" : "reset").bind("now", now)
                .bind("expires", expiresAt).then());
    }

    @CrossTenant("only the link says whose it is")
    Mono<Invited> find(byte[] hash, Instant now) {
        return everywhere.client().sql("""
                SELECT l.account_id, a.name AS account_name, l.user_id, u.email, u.name, l.purpose, l.expires_at
                FROM password_link l JOIN app_user u USING (account_id, user_id) JOIN account a USING (account_id)
                WHERE l.token_hash = :hash AND l.expires_at > :now AND u.enabled""").bind("hash", hash).bind("now", now)
                .map(row -> new Invited(new AccountId(row.get("account_id", String.class)), row.get("account_name", String.class),
                        new UserId(row.get("user_id", UUID.class)), row.get("email", String.class), row.get("name", String.class),
                        "invitation".equals(row.get("purpose", String.class)), row.get("expires_at", Instant.class)))
                .one();
    }

    /** Spends the link, sets the password and ends all sessions; false when somebody was faster. */
    Mono<Boolean> use(AccountId account, UserId user, byte[] hash, String passwordHash, String name) {
        return database.one(account, db -> db.sql("""
                WITH spent AS (DELETE FROM password_link WHERE account_id = :account AND user_id = :user AND token_hash = :hash RETURNING 1),
                    ended AS (DELETE FROM user_session WHERE account_id = :account AND user_id = :user AND EXISTS (SELECT FROM spent))
                UPDATE app_user SET password_hash = :password, name = :name
                WHERE account_id = :account AND user_id = :user AND EXISTS (SELECT FROM spent)""").bind("account", account.value())
                .bind("user", user.value()).bind("hash", hash).bind("password", passwordHash).bind("name", name).fetch().rowsUpdated())
                .map(rows -> rows == 1);
    }
}
