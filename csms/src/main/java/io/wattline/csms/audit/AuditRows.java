package io.wattline.csms.audit;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.Actor;
import io.wattline.model.account.AccountId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Entries are added and read; the database numbers and chains them, and lets nobody change them. */
@Repository
class AuditRows {
    private final AccountDatabase database;
    private final JsonMapper json;

    AuditRows(AccountDatabase database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> add(AccountId account, DatabaseClient db, Actor actor, Note note) {
        return db
                .sql("""
                INSERT INTO audit_entry (account_id, actor_kind, actor_id, actor_name, address, request_id, action, target_kind, target_id, before, after)
                VALUES (:account, :actorKind, :actorId, :actorName, :address, :request, :action, :targetKind, :targetId, :before::jsonb, :after::jsonb)""")
                .bind("account", account.value()).bind("actorKind", actor.kind().wireName())
                .bind("actorId", nullable(actor.id(), String.class)).bind("actorName", nullable(actor.name(), String.class))
                .bind("address", nullable(actor.address(), String.class)).bind("request", nullable(actor.request(), String.class))
                .bind("action", note.action()).bind("targetKind", note.targetKind()).bind("targetId", note.targetId())
                .bind("before", nullable(written(note.before()), String.class))
                .bind("after", nullable(written(note.after()), String.class)).then();
    }

    /** Newest first, those before the number {@code before}. */
    Flux<AuditEntry> list(AccountId account, AuditQuery query, @Nullable Long before, int limit) {
        return database.many(account, db -> db.sql("""
                SELECT number, at, actor_kind, actor_id, actor_name, address, request_id, action, target_kind, target_id, before::text AS before,
                    after::text AS after, encode(hash, 'hex') AS hash
                FROM audit_entry WHERE account_id = :account AND (:before::bigint IS NULL OR number < :before)
                    AND (:actor::text IS NULL OR :actor IN (actor_id, lower(actor_name)))
                    AND (:action::text IS NULL OR action = :action OR starts_with(action, :action || '.'))
                    AND (:targetKind::text IS NULL OR target_kind = :targetKind) AND (:targetId::text IS NULL OR target_id = :targetId)
                    AND (:request::text IS NULL OR request_id = :request)
                    AND (:from::timestamptz IS NULL OR at >= :from) AND (:to::timestamptz IS NULL OR at < :to)
                ORDER BY number DESC LIMIT :limit""").bind("account", account.value()).bind("before", nullable(before, Long.class))
                .bind("actor", nullable(query.actor(), String.class)).bind("action", nullable(query.action(), String.class))
                .bind("targetKind", nullable(query.targetKind(), String.class)).bind("targetId", nullable(query.targetId(), String.class))
                .bind("request", nullable(query.requestId(), String.class)).bind("from", nullable(query.from(), Instant.class))
                .bind("to", nullable(query.to(), Instant.class)).bind("limit", limit).map(AuditRows::entry).all());
    }

    /** Reads the whole chain. */
    Mono<ChainCheck> check(AccountId account) {
        return database.one(account, db -> db.sql("""
                WITH chain AS (
                    SELECT number, hash, row_number() OVER in_order AS expected,
                        hash = audit_hash(lag(hash, 1, ''::bytea) OVER in_order, entry) AS genuine
                    FROM audit_entry entry WHERE account_id = :account WINDOW in_order AS (ORDER BY number)),
                tail AS (SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1)
                SELECT (SELECT count(*) FROM chain) AS entries, encode((SELECT hash FROM tail), 'hex') AS hash,
                    COALESCE((SELECT min(expected) FROM chain WHERE NOT genuine OR number <> expected),
                        (SELECT COALESCE((SELECT number FROM tail), 0) + 1 FROM audit_head head WHERE account_id = :account
                            AND NOT EXISTS (SELECT FROM tail WHERE tail.number = head.number AND tail.hash = head.hash))) AS broken_at""")
                .bind("account", account.value()).map(row -> {
                    Long brokenAt = row.get("broken_at", Long.class);
                    return new ChainCheck(brokenAt == null, Objects.requireNonNull(row.get("entries", Long.class)), brokenAt,
                            row.get("hash", String.class));
                }).one());
    }

    private @Nullable String written(@Nullable Object value) { return value == null ? null : json.writeValueAsString(value); }

    private static AuditEntry entry(Readable row) {
        return new AuditEntry(Objects.requireNonNull(row.get("number", Long.class)), Objects.requireNonNull(row.get("at", Instant.class)),
                text(row, "actor_kind"), row.get("actor_id", String.class), row.get("actor_name", String.class),
                row.get("address", String.class), row.get("request_id", String.class), text(row, "action"), text(row, "target_kind"),
                text(row, "target_id"), row.get("before", String.class), row.get("after", String.class), text(row, "hash"));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
