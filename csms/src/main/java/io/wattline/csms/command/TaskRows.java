package io.wattline.csms.command;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import io.wattline.model.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tasks in the database. Stages only go forward: what shows the effect may be stored before the answer, which then leaves the stage alone. */
@Repository
class TaskRows {
    private static final Duration KEY_LIFE = Duration.ofHours(24);

    private final AccountDatabase database;
    private final AllAccountsDatabase allAccounts;
    private final JsonMapper json;

    TaskRows(AccountDatabase database, AllAccountsDatabase allAccounts, JsonMapper json) {
        this.database = database;
        this.allAccounts = allAccounts;
        this.json = json;
    }

    /** Stores the task, unless its user gave the same idempotency key within 24 hours: then the task of that time comes back. */
    Mono<CommandTask> queue(AccountId account, CommandTask task, @Nullable Effect effect, @Nullable String idempotencyKey) {
        return database.one(account, db -> forgetOldKey(db, account, task, idempotencyKey)
                .then(insert(db, account, task, effect, idempotencyKey))
                .switchIfEmpty(Mono.defer(() -> earlier(db, account, task, idempotencyKey))));
    }

    private static Mono<Void> forgetOldKey(DatabaseClient db, AccountId account, CommandTask task, @Nullable String key) {
        if (key == null) return Mono.empty();
        return db.sql("""
                UPDATE task SET idempotency_key = NULL
                WHERE account_id = :account AND created_by = :user AND idempotency_key = :key AND created_at < :before""")
                .bind("account", account.value()).bind("user", task.createdBy().value()).bind("key", key)
                .bind("before", task.createdAt().minus(KEY_LIFE)).then();
    }

    private Mono<CommandTask> insert(DatabaseClient db, AccountId account, CommandTask task, @Nullable Effect effect,
            @Nullable String key) {
        return db.sql("""
                INSERT INTO task (account_id, task_id, station_id, command, stage, created_by, idempotency_key, effect, created_at, updated_at,
                    batch_id)
                VALUES (:account, :id, :station, :command, 'queued', :user, :key, :effect::json, :now, :now, :batch)
                ON CONFLICT (account_id, created_by, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING RETURNING *""")
                .bind("account", account.value()).bind("id", task.id()).bind("station", task.station().value())
                .bind("command", task.command()).bind("user", uuid(task.createdBy() == null ? null : task.createdBy().value()))
                .bind("key", text(key))
                .bind("effect", text(effect == null ? null : text(effect)))
                .bind("now", task.createdAt()).bind("batch", uuid(task.batch())).map(TaskRows::task).one();
    }

    private static Mono<CommandTask> earlier(DatabaseClient db, AccountId account, CommandTask task, @Nullable String key) {
        return db.sql("SELECT * FROM task WHERE account_id = :account AND created_by = :user AND idempotency_key = :key")
                .bind("account", account.value()).bind("user", task.createdBy().value()).bind("key", text(key)).map(TaskRows::task).one();
    }

    Mono<CommandTask> sent(AccountId account, UUID task, String action, String request, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE task SET action = :action, request = :request::json, updated_at = :now,
                    stage = CASE stage WHEN 'queued' THEN 'sent' ELSE stage END
                WHERE account_id = :account AND task_id = :id RETURNING *""")
                .bind("account", account.value()).bind("id", task).bind("action", action).bind("request", request).bind("now", now)
                .map(TaskRows::task).one());
    }

    /** {@code parts}: the CALLs of the command so far, JSON. */
    Mono<CommandTask> parts(AccountId account, UUID task, String parts, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE task SET parts = :parts::json, updated_at = :now WHERE account_id = :account AND task_id = :id RETURNING *""")
                .bind("account", account.value()).bind("id", task).bind("parts", parts).bind("now", now).map(TaskRows::task).one());
    }

    Mono<CommandTask> answered(AccountId account, UUID task, Answer answer, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE task SET result = :result, response = :response::json, updated_at = :now,
                    error = CASE stage WHEN 'effective' THEN NULL WHEN 'failed' THEN error ELSE :error END,
                    deadline = CASE WHEN stage IN ('effective', 'failed') THEN NULL ELSE :deadline END,
                    stage = CASE WHEN stage IN ('effective', 'failed') THEN stage ELSE :stage END
                WHERE account_id = :account AND task_id = :id RETURNING *""")
                .bind("account", account.value()).bind("id", task).bind("result", answer.result().wireName())
                .bind("response", text(answer.response())).bind("error", text(answer.error())).bind("stage", answer.stage().wireName())
                .bind("deadline", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, answer.deadline())).bind("now", now)
                .map(TaskRows::task).one());
    }

    /** The answer to a task that had failed for want of it; its effect may still come. */
    Mono<CommandTask> answeredLate(AccountId account, UUID task, Answer answer, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE task SET result = :result, response = :response::json, error = :error, stage = :stage, deadline = :deadline,
                    updated_at = :now
                WHERE account_id = :account AND task_id = :id AND stage = 'failed' RETURNING *""")
                .bind("deadline", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, answer.deadline()))
                .bind("account", account.value()).bind("id", task).bind("result", answer.result().wireName())
                .bind("response", text(answer.response())).bind("error", text(answer.error())).bind("stage", answer.stage().wireName())
                .bind("now", now).map(TaskRows::task).one());
    }

    /** Another effect is awaited of it, and until another time if the station answered already. */
    Mono<CommandTask> goesOn(AccountId account, UUID task, Effect effect, Instant deadline, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE task SET effect = :effect::json, updated_at = :now, deadline = CASE stage WHEN 'answered' THEN :deadline ELSE deadline END
                WHERE account_id = :account AND task_id = :id AND stage IN ('queued', 'sent', 'answered') RETURNING *""")
                .bind("account", account.value()).bind("id", task).bind("effect", text(effect)).bind("deadline", deadline).bind("now", now)
                .map(TaskRows::task).one());
    }

    private String text(Effect effect) { return json.writerFor(Effect.class).writeValueAsString(effect); }

    /** Empty when the task had failed before. */
    Mono<CommandTask> effective(AccountId account, UUID task, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE task SET stage = 'effective', deadline = NULL, updated_at = :now
                WHERE account_id = :account AND task_id = :id AND stage IN ('queued', 'sent', 'answered') RETURNING *""")
                .bind("account", account.value()).bind("id", task).bind("now", now).map(TaskRows::task).one());
    }

    /** The command showed no effect; empty when it did after all. What says so may be stored before the answer, which then leaves the stage alone. */
    Mono<CommandTask> withoutEffect(AccountId account, UUID task, String error, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE task SET stage = 'failed', error = :error, deadline = NULL, updated_at = :now
                WHERE account_id = :account AND task_id = :id AND stage IN ('queued', 'sent', 'answered') RETURNING *""")
                .bind("account", account.value()).bind("id", task).bind("error", error).bind("now", now).map(TaskRows::task).one());
    }

    Mono<CommandTask> find(AccountId account, UUID task) {
        return database.one(account, db -> db.sql("SELECT * FROM task WHERE account_id = :account AND task_id = :id")
                .bind("account", account.value()).bind("id", task).map(TaskRows::task).one());
    }

    /** Newest first; {@code before} is the last task of the page before. */
    Flux<CommandTask> list(AccountId account, TaskFilter filter, @Nullable UserId createdBy, @Nullable UUID before, int limit) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM task WHERE account_id = :account AND (:station::text IS NULL OR station_id = :station)
                    AND (:batch::uuid IS NULL OR batch_id = :batch) AND (:user::uuid IS NULL OR created_by = :user)
                    AND (:before::uuid IS NULL OR (created_at, task_id) <
                        (SELECT created_at, task_id FROM task WHERE account_id = :account AND task_id = :before))
                ORDER BY created_at DESC, task_id DESC LIMIT :limit""")
                .bind("account", account.value()).bind("station", text(filter.stationId())).bind("batch", uuid(filter.batchId()))
                .bind("user", uuid(createdBy == null ? null : createdBy.value()))
                .bind("before", uuid(before)).bind("limit", limit).map(TaskRows::task).all());
    }

    /** In no order. */
    Flux<CommandTask> ofBatch(AccountId account, UUID batch) {
        return database.many(account, db -> db.sql("SELECT * FROM task WHERE account_id = :account AND batch_id = :batch")
                .bind("account", account.value()).bind("batch", batch).map(TaskRows::task).all());
    }

    /** Null: of whatever station, of whatever batch. */
    record TaskFilter(@Nullable String stationId, @Nullable UUID batchId) {}

    @CrossTenant("after a restart nobody waits for the answers to anybody's commands")
    Mono<Long> abandon(Instant startedAt, String error, Instant now) {
        return allAccounts.client().sql("""
                UPDATE task SET stage = 'failed', error = :error, updated_at = :now
                WHERE stage IN ('queued', 'sent') AND created_at < :startedAt""")
                .bind("error", error).bind("startedAt", startedAt).bind("now", now).fetch().rowsUpdated();
    }

    @CrossTenant("after a restart the effects of all accounts' commands are waited for again")
    Flux<Waiting> waiting(Instant startedAt) {
        return allAccounts.client().sql("SELECT * FROM task WHERE stage = 'answered' AND deadline IS NOT NULL AND created_at < :startedAt")
                .bind("startedAt", startedAt)
                .map(row -> new Waiting(new AccountId(required(row, "account_id")), task(row),
                        json.readValue(required(row, "effect"), Effect.class)))
                .all();
    }

    /** An accepted command whose effect is awaited. */
    record Waiting(AccountId account, CommandTask task, Effect effect) {}

    private static CommandTask task(Readable row) {
        UUID createdBy = row.get("created_by", UUID.class);
        return new CommandTask(Objects.requireNonNull(row.get("task_id", UUID.class)), new StationId(required(row, "station_id")),
                required(row, "command"), TaskStage.ofWireName(required(row, "stage")), row.get("result", String.class),
                row.get("request", String.class), row.get("response", String.class), row.get("error", String.class),
                createdBy == null ? null : new UserId(createdBy), row.get("deadline", Instant.class),
                Objects.requireNonNull(row.get("created_at", Instant.class)), Objects.requireNonNull(row.get("updated_at", Instant.class)),
                row.get("batch_id", UUID.class), row.get("parts", String.class));
    }

    private static String required(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }

    private static Object text(@Nullable String value) { return Parameters.in(R2dbcType.VARCHAR, value); }

    private static Object uuid(@Nullable UUID value) { return value == null ? Parameters.in(UUID.class) : value; }
}
