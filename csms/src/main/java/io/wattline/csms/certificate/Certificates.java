package io.wattline.csms.certificate;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.CertificateFact;
import io.wattline.model.event.CertificateFact.CertificateDeleted;
import io.wattline.model.event.CertificateFact.CertificateRequested;
import io.wattline.model.event.CertificateFact.CertificateSigned;
import io.wattline.model.event.CertificateFact.CertificatesListed;
import io.wattline.model.event.CertificateFact.Installed;
import io.wattline.model.station.CertificateHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what stations tell of their certificates: what they want signed, and what is installed in them. */
@Component
@CrossTenant("a batch holds facts of all accounts; every row names its account")
public class Certificates {
    private record Told<F extends CertificateFact>(AccountEvent event, F fact) {
        String account() { return event.account().value(); }

        String station() { return fact.station().value(); }
    }

    private final JsonMapper json;

    Certificates(JsonMapper json) { this.json = json; }

    /** In the order in which they were told: kinds of facts do not mix in a batch but by chance. */
    public Mono<Void> apply(DatabaseClient db, List<AccountEvent> facts) {
        return requested(db, told(facts, CertificateRequested.class)).then(signed(db, told(facts, CertificateSigned.class)))
                .then(Installations.write(db, facts)).then(listed(db, told(facts, CertificatesListed.class)))
                .then(deleted(db, told(facts, CertificateDeleted.class)));
    }

    private static <F extends CertificateFact> List<Told<F>> told(List<AccountEvent> facts, Class<F> kind) {
        var told = new ArrayList<Told<F>>();
        for (AccountEvent event : facts) if (kind.isInstance(event.event())) told.add(new Told<>(event, kind.cast(event.event())));
        return told;
    }

    /** A request that is repeated finds itself and is open again. */
    private static Mono<Void> requested(DatabaseClient db, List<Told<CertificateRequested>> told) {
        if (told.isEmpty()) return Mono.empty();
        return Rows
                .of(db.sql("""
                INSERT INTO certificate_request (account_id, station_id, certificate_type, csr, csr_hash, ocpp_request_id, subject, key, flaw, status,
                    created_at, updated_at)
                SELECT *, at FROM unnest(:account::text[], :station::text[], :type::text[], :csr::text[], :hash::text[], :request::int[],
                    :subject::text[], :key::text[], :flaw::text[], :status::text[], :at::timestamptz[])
                    AS r(account_id, station_id, certificate_type, csr, csr_hash, ocpp_request_id, subject, key, flaw, status, at)
                ON CONFLICT (account_id, station_id, certificate_type, csr_hash) DO UPDATE
                SET ocpp_request_id = EXCLUDED.ocpp_request_id, status = EXCLUDED.status, flaw = EXCLUDED.flaw, updated_at = EXCLUDED.updated_at,
                    attempts = 0, next_attempt_at = NULL,
                    certificate_id = CASE WHEN certificate_request.status = 'requested' THEN certificate_request.certificate_id END"""),
                        last(told))
                .column("account", Told::account).column("station", Told::station)
                .column("type", row -> row.fact().certificateType())
                .column("csr", row -> storable(row.fact().csr()))
                .column("hash", row -> hash(row.fact().csr())).column("request", row -> row.fact().requestId())
                .column("subject", row -> row.fact().subject()).column("key", row -> row.fact().key())
                .column("flaw", row -> row.fact().flaw())
                .column("status", row -> row.fact().flaw() == null ? "requested" : "rejected")
                .column("at", row -> row.event().receivedAt()).bound().then();
    }

    /** A statement meets a row once. */
    private static List<Told<CertificateRequested>> last(List<Told<CertificateRequested>> told) {
        var last = new LinkedHashMap<List<String>, Told<CertificateRequested>>();
        for (var each : told) last.put(List.of(each.account(), each.station(), each.fact().certificateType(), each.fact().csr()), each);
        return List.copyOf(last.values());
    }

    /** Without a number the newest open request of that type is meant. */
    private static Mono<Void> signed(DatabaseClient db, List<Told<CertificateSigned>> told) {
        if (told.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                WITH answered AS (UPDATE certificate_request SET status = told.status, updated_at = told.at
                FROM unnest(:account::text[], :station::text[], :type::text[], :request::int[], :status::text[], :at::timestamptz[])
                    AS told(account_id, station_id, certificate_type, ocpp_request_id, status, at)
                WHERE certificate_request.account_id = told.account_id AND certificate_request.request_id = (
                    SELECT request_id FROM certificate_request AS meant WHERE meant.account_id = told.account_id
                        AND meant.station_id = told.station_id AND meant.certificate_type = told.certificate_type AND meant.status IN ('requested', 'refused', 'failed')
                        AND (told.ocpp_request_id IS NULL OR told.ocpp_request_id = meant.ocpp_request_id)
                    ORDER BY meant.updated_at DESC LIMIT 1)
                RETURNING certificate_request.account_id, certificate_request.certificate_id, certificate_request.status, certificate_request.updated_at)
                UPDATE issued_certificate AS issued SET taken_at = answered.updated_at FROM answered
                WHERE issued.account_id = answered.account_id AND issued.certificate_id = answered.certificate_id
                    AND answered.status = 'signed'"""), told)
                .column("account", Told::account).column("station", Told::station)
                .column("type", row -> row.fact().certificateType())
                .column("request", row -> row.fact().requestId())
                .column("status", row -> row.fact().taken() ? "signed" : "refused")
                .column("at", row -> row.event().receivedAt()).bound().then();
    }

    /** What was listed replaces what was known of the types that were asked for. */
    private Mono<Void> listed(DatabaseClient db, Collection<Told<CertificatesListed>> told) {
        Mono<Void> all = Mono.empty();
        for (var each : told) all = all.then(insert(db, each)).then(forget(db, each));
        return all;
    }

    private static Mono<Void> forget(DatabaseClient db, Told<CertificatesListed> told) {
        return db.sql("""
                DELETE FROM station_certificate WHERE account_id = :account AND station_id = :station AND listed_at <> :at
                    AND (cardinality(:types::text[]) = 0 OR certificate_type = ANY(:types::text[]))""")
                .bind("account", told.account()).bind("station", told.station()).bind("types", told.fact().types().toArray(String[]::new))
                .bind("at", told.event().receivedAt())
                .then();
    }

    private Mono<Void> insert(DatabaseClient db, Told<CertificatesListed> told) {
        if (told.fact().certificates().isEmpty()) return Mono.empty();
        return Rows
                .of(db.sql("""
                INSERT INTO station_certificate (account_id, station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number,
                    children, listed_at, subject, not_after)
                SELECT DISTINCT ON (c.certificate_type, algorithm, name_hash, key_hash, serial) :account, :station, c.certificate_type, algorithm, name_hash,
                    key_hash, serial, c.children::json, :at::timestamptz, known.subject, known.not_after
                FROM unnest(:type::text[], :algorithm::text[], :name::text[], :key::text[], :serial::text[], :children::text[])
                    AS c(certificate_type, algorithm, name_hash, key_hash, serial, children)
                LEFT JOIN station_certificate AS known ON known.account_id = :account AND known.station_id = :station AND known.subject IS NOT NULL
                    AND lower(known.issuer_key_hash) = lower(key_hash) AND lower(known.serial_number) = lower(serial)
                ON CONFLICT (account_id, station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number)
                DO UPDATE SET children = EXCLUDED.children, listed_at = EXCLUDED.listed_at""").bind("account", told.account())
                        .bind("station", told.station()).bind("at",
                                told.event().receivedAt()),
                        told.fact().certificates())
                .column("type", Installed::certificateType)
                .column("algorithm", row -> row.hash().hashAlgorithm())
                .column("name", row -> row.hash().issuerNameHash())
                .column("key", row -> row.hash().issuerKeyHash())
                .column("serial", row -> row.hash().serialNumber())
                .column("children", row -> json.writeValueAsString(row.children())).bound().then();
    }

    private static Mono<Void> deleted(DatabaseClient db, List<Told<CertificateDeleted>> told) {
        if (told.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                DELETE FROM station_certificate AS c
                USING unnest(:account::text[], :station::text[], :algorithm::text[], :name::text[], :key::text[], :serial::text[])
                    AS told(account_id, station_id, algorithm, name, key, serial)
                WHERE c.account_id = told.account_id AND c.station_id = told.station_id AND c.hash_algorithm = told.algorithm
                    AND c.issuer_name_hash = told.name AND c.issuer_key_hash = told.key AND c.serial_number = told.serial"""), told)
                .column("account", Told::account).column("station", Told::station)
                .column("algorithm", row -> of(row).hashAlgorithm())
                .column("name", row -> of(row).issuerNameHash())
                .column("key", row -> of(row).issuerKeyHash()).column("serial", row -> of(row).serialNumber())
                .bound()
                .then();
    }

    private static CertificateHash of(Told<CertificateDeleted> told) { return told.fact().hash(); }

    private static String hash(String csr) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(csr.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL keeps every character but one. */
    private static String storable(String text) { return text.replace('\0', '\uFFFD'); }
}
