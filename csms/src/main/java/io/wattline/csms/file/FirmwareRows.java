package io.wattline.csms.file;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Firmware images in the database. */
@Repository
class FirmwareRows {
    private static final String SELECT = "SELECT file.*, version, vendor, model, signing_certificate, signature "
            + "FROM firmware JOIN file USING (account_id, file_id) WHERE account_id = :account";

    private final AccountDatabase database;

    FirmwareRows(AccountDatabase database) { this.database = database; }

    Mono<Void> add(AccountId account, FirmwareView image) {
        var file = new FileRow(image.id(), "firmware", image.name(), image.sizeBytes(), image.sha256(), image.md5(), null, null,
                image.createdAt());
        return database.one(account, db -> FileRows.add(account, db, file).then(db.sql("""
                INSERT INTO firmware (account_id, file_id, version, vendor, model, signing_certificate, signature)
                VALUES (:account, :id, :version, :vendor, :model, :certificate, :signature)""")
                .bind("account", account.value()).bind("id", image.id()).bind("version", image.version())
                .bind("vendor", nullable(image.vendor(), String.class)).bind("model", nullable(image.model(), String.class))
                .bind("certificate", nullable(image.signingCertificate(), String.class))
                .bind("signature", nullable(image.signature(), String.class)).then()));
    }

    Mono<FirmwareView> find(AccountId account, UUID image) {
        return database.one(account, db -> db.sql(SELECT + " AND file_id = :id").bind("account", account.value()).bind("id", image)
                .map(FirmwareRows::view).one());
    }

    /** Newest first; {@code before} is the last image of the page before. */
    Flux<FirmwareView> list(AccountId account, @Nullable UUID before, int limit) {
        return database.many(account, db -> db.sql(SELECT + """
                 AND (:before::uuid IS NULL OR (created_at, file_id) <
                    (SELECT created_at, file_id FROM file WHERE account_id = :account AND file_id = :before))
                ORDER BY created_at DESC, file_id DESC LIMIT :limit""")
                .bind("account", account.value()).bind("before", nullable(before, UUID.class)).bind("limit", limit)
                .map(FirmwareRows::view).all());
    }

    /** Whether it was there. Jobs that wanted it lose it. */
    Mono<Boolean> remove(AccountId account, UUID image) {
        return database.one(account, db -> db.sql("""
                DELETE FROM file WHERE account_id = :account AND file_id = :id AND kind = 'firmware'""")
                .bind("account", account.value()).bind("id", image).fetch().rowsUpdated().map(rows -> rows == 1));
    }

    private static FirmwareView view(Readable row) {
        return new FirmwareView(Objects.requireNonNull(row.get("file_id", UUID.class)), text(row, "name"), text(row, "version"),
                row.get("vendor", String.class), row.get("model", String.class), Objects.requireNonNull(row.get("size_bytes", Long.class)),
                text(row, "sha256"), text(row, "md5"), row.get("signing_certificate", String.class), row.get("signature", String.class),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
