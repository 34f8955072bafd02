package io.wattline.csms.file;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files in the database. */
@Repository
class FileRows {
    private final AccountDatabase database;
    private final JobRows jobs;

    FileRows(AccountDatabase database, JobRows jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** Keeps what a station left for its job, unless something was kept before: then false. */
    Mono<Boolean> keep(AccountId account, Job job, FileRow file) {
        return database.one(account, db -> add(account, db, file).then(jobs.uploaded(account, db, job.task(), file.id(), file.createdAt()))
                .flatMap(first -> first ? Mono.just(true) : remove(account, db, file.id()).thenReturn(false)));
    }

    /** What stations left, together. */
    Mono<Long> uploadedBytes(AccountId account) {
        return database.one(account, db -> db.sql("""
                SELECT COALESCE(sum(size_bytes), 0)::bigint AS bytes FROM file WHERE account_id = :account AND kind <> 'firmware'""")
                .bind("account", account.value()).map(row -> row.get("bytes", Long.class)).one());
    }

    static Mono<Void> add(AccountId account, DatabaseClient db, FileRow file) {
        return db.sql("""
                INSERT INTO file (account_id, file_id, kind, name, size_bytes, sha256, md5, station_id, task_id, created_at)
                VALUES (:account, :id, :kind, :name, :size, :sha256, :md5, :station, :task, :now)""")
                .bind("account", account.value()).bind("id", file.id()).bind("kind", file.kind()).bind("name", file.name())
                .bind("size", file.sizeBytes()).bind("sha256", file.sha256()).bind("md5", file.md5())
                .bind("station", nullable(file.stationId(), String.class)).bind("task", nullable(file.taskId(), UUID.class))
                .bind("now", file.createdAt()).then();
    }

    static Mono<Boolean> remove(AccountId account, DatabaseClient db, UUID file) {
        return db.sql("DELETE FROM file WHERE account_id = :account AND file_id = :id").bind("account", account.value()).bind("id", file)
                .fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /** Of those that this station left. */
    Mono<FileRow> find(AccountId account, StationId station, UUID file) {
        return database.one(account, db -> db.sql("""
                SELECT * FROM file WHERE account_id = :account AND station_id = :station AND file_id = :id""")
                .bind("account", account.value()).bind("station", station.value()).bind("id", file).map(FileRows::row).one());
    }

    /** Newest first; {@code before} is the last file of the page before. */
    Flux<FileRow> list(AccountId account, StationId station, @Nullable UUID before, int limit) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM file WHERE account_id = :account AND station_id = :station AND (:before::uuid IS NULL OR (created_at, file_id) <
                    (SELECT created_at, file_id FROM file WHERE account_id = :account AND file_id = :before))
                ORDER BY created_at DESC, file_id DESC LIMIT :limit""")
                .bind("account", account.value()).bind("station", station.value()).bind("before", nullable(before, UUID.class))
                .bind("limit", limit).map(FileRows::row).all());
    }

    static FileRow row(Readable row) {
        return new FileRow(Objects.requireNonNull(row.get("file_id", UUID.class)), text(row, "kind"), text(row, "name"),
                Objects.requireNonNull(row.get("size_bytes", Long.class)), text(row, "sha256"), text(row, "md5"),
                row.get("station_id", String.class), row.get("task_id", UUID.class),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
