package io.wattline.csms.certificate;

import static io.wattline.csms.database.QueryParameter.nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.r2dbc.spi.Readable;
import io.wattline.csms.command.CommandTask;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is known of the certificates of stations. */
@Repository
class CertificateRows {
    private final AccountDatabase database;

    CertificateRows(AccountDatabase database) { this.database = database; }

    /**
     * {@code requestId} is OCPP 2.1's number; {@code status} is requested, signed, refused (by the station, which may be sent another),
     * rejected (by us) or failed (after {@code attempts} to sign and send), and {@code flaw} says why. {@code taskId}: the command that brought the certificate, and how far it is.
     */
    record RequestView(UUID id, String certificateType, String csr, @Nullable Integer requestId, @Nullable String subject,
            @Nullable String key,
            String status, @Nullable String flaw, int attempts, @Nullable Instant nextAttemptAt, @Nullable UUID certificateId,
            @Nullable UUID taskId, @Nullable String taskStage, @Nullable String taskResult,
            Instant createdAt, Instant updatedAt) {}

    /** A request that has no certificate yet. */
    record Waiting(String certificateType, @Nullable Integer requestId) {}

    /**
     * {@code children}: the certificates between this one and the leaf, as hashes. Subject and end are known of what was installed from here:
     * stations tell hashes only.
     */
    record CertificateView(String certificateType, String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber,
            @JsonRawValue String children, Instant listedAt, @Nullable String subject, @Nullable Instant notAfter) {}

    /** Newest first; {@code before} is the last request of the page before. */
    Flux<RequestView> requests(AccountId account, StationId station, @Nullable UUID before, int limit) {
        return database.many(account, db -> db.sql("""
                SELECT request.*, task.stage AS task_stage, task.result AS task_result
                FROM certificate_request AS request LEFT JOIN task USING (account_id, task_id)
                WHERE account_id = :account AND request.station_id = :station
                    AND (:before::uuid IS NULL OR (request.created_at, request_id) <
                        (SELECT created_at, request_id FROM certificate_request WHERE account_id = :account AND request_id = :before))
                ORDER BY request.created_at DESC, request_id DESC LIMIT :limit""")
                .bind("account", account.value()).bind("station", station.value()).bind("before", nullable(before, UUID.class))
                .bind("limit", limit).map(CertificateRows::request).all());
    }

    /** The newest that waits, of this type and number where they are given, belongs to the task from now on; empty when none waits. */
    Mono<Waiting> tie(AccountId account, CommandTask task, @Nullable String type, @Nullable Integer requestId) {
        return database.one(account, db -> db.sql("""
                UPDATE certificate_request SET task_id = :task WHERE account_id = :account AND request_id = (
                    SELECT request_id FROM certificate_request WHERE account_id = :account AND station_id = :station
                        AND status IN ('requested', 'refused') AND (:type::text IS NULL OR certificate_type = :type)
                        AND (:number::int IS NULL OR ocpp_request_id = :number)
                    ORDER BY updated_at DESC LIMIT 1)
                RETURNING certificate_type, ocpp_request_id""")
                .bind("account", account.value()).bind("task", task.id()).bind("station", task.station().value())
                .bind("type", nullable(type, String.class)).bind("number", nullable(requestId, Integer.class))
                .map(row -> new Waiting(text(row, "certificate_type"), row.get("ocpp_request_id", Integer.class))).one());
    }

    Flux<CertificateView> certificates(AccountId account, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM station_certificate WHERE account_id = :account AND station_id = :station
                ORDER BY certificate_type, issuer_name_hash, serial_number""")
                .bind("account", account.value()).bind("station", station.value()).map(CertificateRows::certificate).all());
    }

    private static RequestView request(Readable row) {
        return new RequestView(Objects.requireNonNull(row.get("request_id", UUID.class)), text(row, "certificate_type"), text(row, "csr"),
                row.get("ocpp_request_id", Integer.class), row.get("subject", String.class), row.get("key", String.class),
                text(row, "status"),
                row.get("flaw", String.class), Objects.requireNonNull(row.get("attempts", Integer.class)),
                row.get("next_attempt_at", Instant.class), row.get("certificate_id", UUID.class), row.get("task_id", UUID.class),
                row.get("task_stage", String.class),
                row.get("task_result", String.class), Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }

    private static CertificateView certificate(Readable row) {
        return new CertificateView(text(row, "certificate_type"), text(row, "hash_algorithm"), text(row, "issuer_name_hash"),
                text(row, "issuer_key_hash"), text(row, "serial_number"), text(row, "children"),
                Objects.requireNonNull(row.get("listed_at", Instant.class)), row.get("subject", String.class),
                row.get("not_after", Instant.class));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
