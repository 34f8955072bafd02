package io.wattline.csms.file;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.JobKind;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Jobs in the database. */
@Repository
class JobRows {
    /** The station did not take it, or never heard of it. */
    static final String REFUSED = """
            (COALESCE(task.result, '') IN ('Rejected', 'Unsupported', 'Refused') OR task.stage = 'failed' AND task.request IS NULL)""";

    /** Until it is done or its time is over; a station that failed may try again. */
    private static final String OPEN = """
            SELECT job.* FROM job JOIN task USING (account_id, task_id)
            WHERE job.expires_at > :now AND job.outcome <> 'done' AND NOT\s""" + REFUSED;

    private final AccountDatabase database;
    private final AllAccountsDatabase allAccounts;

    JobRows(AccountDatabase database, AllAccountsDatabase allAccounts) {
        this.database = database;
        this.allAccounts = allAccounts;
    }

    /** Without {@code access} the file is elsewhere, and the job is only followed. */
    Mono<Void> add(AccountId account, Job job, Ordered ordered, @Nullable Access access, Instant now) {
        return database.one(account, db -> db.sql("""
                INSERT INTO job (account_id, task_id, station_id, kind, request_id, login, secret_hash, expires_at, firmware_id, created_at, updated_at,
                    retries)
                VALUES (:account, :task, :station, :kind, :request, :login, :secret, :expires, :firmware, :now, :now, :retries)""")
                .bind("account", account.value()).bind("task", job.task()).bind("station", job.station().value())
                .bind("kind", job.kind().wireName()).bind("request", ordered.requestId()).bind("retries", ordered.retries())
                .bind("login", nullable(access == null ? null : access.login(), String.class))
                .bind("secret", nullable(access == null ? null : access.secret().hash(), byte[].class))
                .bind("expires", nullable(access == null ? null : access.expiresAt(), Instant.class))
                .bind("firmware", nullable(job.firmware(), UUID.class)).bind("now", now).then());
    }

    /** What the station was told of the job: its number, and how often to try again. */
    record Ordered(int requestId, int retries) {}

    record Access(String login, Secret secret, Instant expiresAt) {}

    @CrossTenant("a station at the file server is known by its secret alone")
    Mono<Job> find(Secret secret, Instant now) {
        return one(allAccounts.client().sql(OPEN + " AND job.secret_hash = :secret").bind("secret", secret.hash()), now);
    }

    @CrossTenant("a station at the file server is known by its login and secret alone")
    Mono<Job> find(String login, Secret secret, Instant now) {
        return one(allAccounts.client().sql(OPEN + " AND job.login = :login AND job.secret_hash = :secret").bind("login", login)
                .bind("secret", secret.hash()), now);
    }

    private static Mono<Job> one(GenericExecuteSpec query, Instant now) { return query.bind("now", now).map(JobRows::job).one(); }

    private static Job job(Readable row) {
        return new Job(new AccountId(text(row, "account_id")), Objects.requireNonNull(row.get("task_id", UUID.class)),
                new StationId(text(row, "station_id")), JobKind.ofWireName(text(row, "kind")), row.get("firmware_id", UUID.class),
                row.get("file_id", UUID.class));
    }

    /** Whether this was the first: of several uploads that end at once, one is kept. */
    Mono<Boolean> uploaded(AccountId account, DatabaseClient db, UUID task, UUID file, Instant now) {
        return db.sql("""
                UPDATE job SET file_id = :file, updated_at = :now WHERE account_id = :account AND task_id = :task AND file_id IS NULL""")
                .bind("account", account.value()).bind("task", task).bind("file", file).bind("now", now).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Newest first; {@code before} is the last task of the page before. */
    Flux<JobView> list(AccountId account, StationId station, @Nullable UUID before, int limit) {
        return database.many(account, db -> db
                .sql("""
                SELECT job.*, task.command, task.stage, task.error, file.name AS file_name, job.outcome = 'running' AND (task.stage = 'failed' OR\s"""
                        + REFUSED + """
                ) AS refused FROM job JOIN task USING (account_id, task_id) LEFT JOIN file USING (account_id, file_id)
                WHERE job.account_id = :account AND job.station_id = :station AND (:before::uuid IS NULL OR (job.created_at, job.task_id) <
                    (SELECT created_at, task_id FROM job WHERE account_id = :account AND task_id = :before))
                ORDER BY job.created_at DESC, job.task_id DESC LIMIT :limit""")
                .bind("account", account.value()).bind("station", station.value()).bind("before", nullable(before, UUID.class))
                .bind("limit", limit).map(JobRows::view).all());
    }

    private static JobView view(Readable row) {
        return new JobView(Objects.requireNonNull(row.get("task_id", UUID.class)), text(row, "kind"), text(row, "command"),
                text(row, "stage"), Objects.requireNonNull(row.get("request_id", Integer.class)), row.get("status", String.class),
                row.get("info", String.class), outcome(row), row.get("error", String.class), row.get("firmware_id", UUID.class),
                row.get("file_id", UUID.class), row.get("file_name", String.class), row.get("expires_at", Instant.class),
                Objects.requireNonNull(row.get("created_at", Instant.class)), Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }

    private static String outcome(Readable row) {
        return Boolean.TRUE.equals(row.get("refused", Boolean.class)) ? "failed" : text(row, "outcome");
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
