package io.wattline.csms.certificate;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.trust.Pem;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.CertificateFact.CertificateInstalled;
import io.wattline.model.station.CertificateHash;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Roots that stations took: they have them now, by the hash that they will tell when they are asked. */
@CrossTenant("a batch holds facts of all accounts; every row names its account")
final class Installations {
    private record Installed(AccountEvent event, CertificateInstalled fact, X509Certificate root, CertificateHash hash) {}

    private Installations() {}

    static Mono<Void> write(DatabaseClient db, List<AccountEvent> facts) {
        List<Installed> told = facts.stream().filter(each -> each.event() instanceof CertificateInstalled)
                .flatMap(each -> read(each, (CertificateInstalled) each.event()).stream()).toList();
        if (told.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                INSERT INTO station_certificate (account_id, station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number,
                    children, listed_at, subject, not_after)
                SELECT account_id, station_id, type, algorithm, name_hash, key_hash, serial, '[]'::json, at, subject, not_after
                FROM unnest(:account::text[], :station::text[], :type::text[], :algorithm::text[], :name::text[], :key::text[], :serial::text[],
                    :at::timestamptz[], :subject::text[], :end::timestamptz[])
                    AS c(account_id, station_id, type, algorithm, name_hash, key_hash, serial, at, subject, not_after)
                ON CONFLICT (account_id, station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number)
                DO UPDATE SET subject = EXCLUDED.subject, not_after = EXCLUDED.not_after"""), last(told))
                .column("account", row -> row.event().account().value()).column("station", row -> row.fact().station().value())
                .column("type", row -> row.fact().certificateType()).column("algorithm", row -> row.hash().hashAlgorithm())
                .column("name", row -> row.hash().issuerNameHash()).column("key", row -> row.hash().issuerKeyHash())
                .column("serial", row -> row.hash().serialNumber()).column("at", row -> row.event().receivedAt())
                .column("subject", row -> row.root().getSubjectX500Principal().getName())
                .column("end", row -> row.root().getNotAfter().toInstant()).bound().then();
    }

    /** A statement meets a row once. */
    private static List<Installed> last(List<Installed> told) {
        var last = new LinkedHashMap<List<?>, Installed>();
        for (var each : told)
            last.put(List.of(each.event().account(), each.fact().station(), each.fact().certificateType(), each.hash()), each);
        return List.copyOf(last.values());
    }

    /** Of others than roots we do not know the issuer's key, which the hash is made of. */
    private static Optional<Installed> read(AccountEvent event, CertificateInstalled fact) {
        try {
            X509Certificate certificate = Pem.read(fact.certificate()).getFirst();
            return Pem.isRoot(certificate) ? Optional.of(new Installed(event, fact, certificate, hash(certificate))) : Optional.empty();
        } catch (CertificateException | OCSPException | OperatorCreationException _) {
            return Optional.empty();
        }
    }

    /** Source: OCPP 2.x CertificateHashDataType, which is RFC 6960's CertID. */
    private static CertificateHash hash(X509Certificate root) throws CertificateException, OCSPException, OperatorCreationException {
        var sha256 = new JcaDigestCalculatorProviderBuilder().build().get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
        var id = new CertificateID(sha256, new JcaX509CertificateHolder(root), root.getSerialNumber());
        HexFormat hex = HexFormat.of();
        return new CertificateHash("SHA256", hex.formatHex(id.getIssuerNameHash()), hex.formatHex(id.getIssuerKeyHash()),
                root.getSerialNumber().toString(16));
    }
}
