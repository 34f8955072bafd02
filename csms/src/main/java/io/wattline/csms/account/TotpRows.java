package io.wattline.csms.account;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Second factors: the shared secret, which step counted last, and hashes of recovery codes. */
@Repository
class TotpRows {
    /** {@code since} is null while it is off. */
    record State(boolean on, @Nullable Instant since, int recoveryCodesLeft) {}

    private final AccountDatabase database;

    TotpRows(AccountDatabase database) { this.database = database; }

    /** The secret, confirmed or not. */
    Mono<byte[]> secret(AccountId account, UserId user) {
        return database.one(account,
                db -> of(account, user, db.sql("SELECT secret FROM totp WHERE account_id = :account AND user_id = :user"))
                        .map(row -> row.get("secret", byte[].class)).one());
    }

    Mono<State> state(AccountId account, UserId user) {
        return database.one(account, db -> of(account, user, db.sql("""
                SELECT confirmed_at, (SELECT count(*)::int FROM recovery_code r WHERE r.account_id = t.account_id AND r.user_id = t.user_id
                    AND r.used_at IS NULL) AS codes_left
                FROM totp t WHERE account_id = :account AND user_id = :user AND confirmed_at IS NOT NULL"""))
                .map(row -> new State(true, row.get("confirmed_at", Instant.class), row.get("codes_left", Integer.class))).one()
                .defaultIfEmpty(new State(false, null, 0)));
    }

    /** A secret that counts once it is confirmed; 0 rows when one counts already. */
    Mono<Long> propose(AccountId account, UserId user, byte[] secret) {
        return database.one(account, db -> of(account, user, db.sql("""
                INSERT INTO totp (account_id, user_id, secret) VALUES (:account, :user, :secret)
                ON CONFLICT (account_id, user_id) DO UPDATE SET secret = excluded.secret, last_step = 0 WHERE totp.confirmed_at IS NULL"""))
                .bind("secret", secret).fetch().rowsUpdated());
    }

    /** Confirms and stores the codes; empty when it was confirmed before. */
    Mono<Boolean> confirm(AccountId account, UserId user, long step, Instant now, List<byte[]> codes) {
        return database.one(account, db -> of(account, user, db.sql("""
                UPDATE totp SET confirmed_at = :now, last_step = :step WHERE account_id = :account AND user_id = :user
                    AND confirmed_at IS NULL""")).bind("now", now).bind("step", step).fetch().rowsUpdated().filter(rows -> rows == 1)
                .flatMap(_ -> replaceCodes(account, user, codes, db)).thenReturn(true));
    }

    Mono<Void> replaceCodes(AccountId account, UserId user, List<byte[]> codes) {
        return database.one(account, db -> replaceCodes(account, user, codes, db)).then();
    }

    /** Whether the step is newer than the last one that counted; it is the last one from now on. */
    Mono<Boolean> use(AccountId account, UserId user, long step) {
        return database.one(account, db -> of(account, user, db.sql("UPDATE totp SET last_step = :step WHERE account_id = :account "
                + "AND user_id = :user AND last_step < :step")).bind("step", step).fetch().rowsUpdated()).map(rows -> rows == 1);
    }

    Mono<Boolean> useCode(AccountId account, UserId user, byte[] hash, Instant now) {
        return database.one(account, db -> of(account, user, db.sql("UPDATE recovery_code SET used_at = :now WHERE account_id = :account "
                + "AND user_id = :user AND code_hash = :hash AND used_at IS NULL")).bind("hash", hash).bind("now", now).fetch()
                .rowsUpdated())
                .map(rows -> rows == 1);
    }

    Mono<Boolean> remove(AccountId account, UserId user) {
        return database.one(account,
                db -> of(account, user, db.sql("DELETE FROM totp WHERE account_id = :account AND user_id = :user")).fetch().rowsUpdated())
                .map(rows -> rows == 1);
    }

    private static Mono<Long> replaceCodes(AccountId account, UserId user, List<byte[]> codes, DatabaseClient db) {
        return of(account, user, db.sql("DELETE FROM recovery_code WHERE account_id = :account AND user_id = :user")).then()
                .then(of(account, user,
                        db.sql("""
                        INSERT INTO recovery_code (account_id, user_id, code_hash) SELECT :account, :user, decode(unnest(:codes::text[]), 'hex')"""))
                        .bind("codes", codes.stream().map(HexFormat.of()::formatHex).toArray(String[]::new)).fetch().rowsUpdated());
    }

    private static GenericExecuteSpec of(AccountId account, UserId user, GenericExecuteSpec sql) {
        return sql.bind("account", account.value()).bind("user", user.value());
    }
}
