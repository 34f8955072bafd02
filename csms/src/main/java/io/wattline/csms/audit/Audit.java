package io.wattline.csms.audit;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.Actor;
import io.wattline.model.account.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Notes what the audit cannot see by itself. What people change in tables it sees: their triggers write entries in the same transaction
 * (migration V17, {@code audit_table}). Who did it, from where and with which request stands in the Reactor context of the request.
 */
@Component
public class Audit {
    private final AuditRows rows;
    private final AccountDatabase database;

    Audit(AuditRows rows, AccountDatabase database) {
        this.rows = rows;
        this.database = database;
    }

    /** In the transaction of {@code db}, as its last statement: until its end all others of the account wait to note something. */
    public Mono<Void> note(DatabaseClient db, AccountId account, Note note) {
        return Mono.deferContextual(context -> rows.add(account, db, context.getOrDefault(Actor.class, Actor.SYSTEM), note));
    }

    /** The same for somebody who is not, or not yet, the caller: who signs in, who looks into an account. */
    public Mono<Void> note(DatabaseClient db, AccountId account, Actor actor, Note note) {
        return rows.add(account, db, actor, note);
    }

    /** In a transaction of its own, for what is done elsewhere. */
    public Mono<Void> note(AccountId account, Note note) {
        return database.one(account, db -> note(db, account, note));
    }
}
