package io.wattline.csms.passkey;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PasskeyRows {
    /** {@code backedUp}: it is on other devices of its owner too. */
    record View(UUID id, String name, boolean backedUp, Instant createdAt, @Nullable Instant lastUsedAt) {}

    /** {@code credential} is attested credential data (WebAuthn §6.5.2), {@code counter} what the authenticator counted last. */
    record Stored(AccountId account, UserId user, UUID id, ByteBuffer credential, long counter, boolean backupEligible, boolean backedUp) {}

    private final AccountDatabase database;
    private final AllAccountsDatabase everywhere;

    PasskeyRows(AccountDatabase database, AllAccountsDatabase everywhere) {
        this.database = database;
        this.everywhere = everywhere;
    }

    Flux<View> list(AccountId account, UserId user) { return database.many(account, db -> of(account, user, db.sql("""
                SELECT passkey_id, name, backed_up, created_at, last_used_at FROM passkey
                WHERE account_id = :account AND user_id = :user ORDER BY created_at, passkey_id""")).map(PasskeyRows::view).all()); }

    Flux<ByteBuffer> credentialIds(AccountId account, UserId user) {
        return database.many(account,
                db -> of(account, user, db.sql("SELECT credential_id FROM passkey WHERE account_id = :account AND user_id = :user"))
                        .map(row -> row.get(0, ByteBuffer.class)).all());
    }

    Mono<View> add(AccountId account, UserId user, String name, byte[] credentialId, Stored passkey, Instant now) {
        return database.one(account, db -> of(account, user, db.sql("""
                INSERT INTO passkey (account_id, passkey_id, user_id, name, credential_id, credential, counter, backup_eligible, backed_up, created_at)
                VALUES (:account, :id, :user, :name, :credentialId, :credential, :counter, :eligible, :backedUp, :now)
                RETURNING passkey_id, name, backed_up, created_at, last_used_at""")).bind("id", passkey.id()).bind("name", name)
                .bind("credentialId", credentialId).bind("credential", passkey.credential()).bind("counter", passkey.counter())
                .bind("eligible", passkey.backupEligible()).bind("backedUp", passkey.backedUp()).bind("now", now).map(PasskeyRows::view)
                .one());
    }

    Mono<Long> remove(AccountId account, UserId user, UUID id) {
        return database.one(account,
                db -> of(account, user, db.sql("DELETE FROM passkey WHERE account_id = :account AND user_id = :user AND passkey_id = :id"))
                        .bind("id", id).fetch().rowsUpdated());
    }

    @CrossTenant("only the passkey says whose it is")
    Mono<Stored> find(byte[] credentialId) {
        return everywhere.client().sql("""
                SELECT account_id, user_id, passkey_id, credential, counter, backup_eligible, backed_up FROM passkey
                WHERE credential_id = :id""").bind("id", credentialId)
                .map(row -> new Stored(new AccountId(row.get("account_id", String.class)), new UserId(row.get("user_id", UUID.class)),
                        row.get("passkey_id", UUID.class), row.get("credential", ByteBuffer.class), row.get("counter", Long.class),
                        Boolean.TRUE.equals(row.get("backup_eligible", Boolean.class)),
                        Boolean.TRUE.equals(row.get("backed_up", Boolean.class))))
                .one();
    }

    /** The counter only grows; false when somebody who used the same passkey was faster, so that one of the two is a copy. */
    Mono<Boolean> used(AccountId account, UserId user, UUID id, long counter, boolean backedUp, Instant now) {
        return database.one(account, db -> of(account, user, db.sql("""
                UPDATE passkey SET counter = :counter, backed_up = :backedUp, last_used_at = :now
                WHERE account_id = :account AND user_id = :user AND passkey_id = :id AND (:counter = 0 OR counter < :counter)"""))
                .bind("id", id).bind("counter", counter).bind("backedUp", backedUp).bind("now", now).fetch().rowsUpdated())
                .map(rows -> rows == 1);
    }

    private static GenericExecuteSpec of(AccountId account, UserId user, GenericExecuteSpec sql) {
        return sql.bind("account", account.value()).bind("user", user.value());
    }

    private static View view(Readable row) {
        return new View(row.get("passkey_id", UUID.class), row.get("name", String.class),
                Boolean.TRUE.equals(row.get("backed_up", Boolean.class)), row.get("created_at", Instant.class),
                row.get("last_used_at", Instant.class));
    }
}
