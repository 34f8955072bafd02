package io.wattline.model.event;

import io.wattline.model.station.CertificateHash;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a station tells about its certificates. Types are the words of OCPP 2.x. */
public sealed interface CertificateFact extends Announcement {
    /**
     * It wants a certificate for its key. {@code csr} is its PKCS#10 request in PEM, {@code flaw} says in a sentence why that cannot be signed;
     * {@code subject} and {@code key} are read from it when it can be read.
     */
    record CertificateRequested(StationId station, Instant at, String certificateType, String csr, @Nullable Integer requestId,
            @Nullable String subject, @Nullable String key, @Nullable String flaw) implements CertificateFact {
        @Override
        public String type() { return "certificate.requested"; }
    }

    /** It took, or refused, the certificate that was made for its request. */
    record CertificateSigned(StationId station, Instant at, String certificateType, @Nullable Integer requestId,
            boolean taken) implements CertificateFact {
        @Override
        public String type() { return "certificate.signed"; }
    }

    /** What is installed in it, of the types that were asked for; no types means all. */
    record CertificatesListed(StationId station, Instant at, List<String> types, List<Installed> certificates) implements CertificateFact {
        public CertificatesListed {
            types = List.copyOf(types);
            certificates = List.copyOf(certificates);
        }

        @Override
        public String type() { return "certificate.listed"; }
    }

    record CertificateDeleted(StationId station, Instant at, CertificateHash hash) implements CertificateFact {
        @Override
        public String type() { return "certificate.deleted"; }
    }

    /** It took a certificate it shall know; PEM. */
    record CertificateInstalled(StationId station, Instant at, String certificateType, String certificate) implements CertificateFact {
        @Override
        public String type() { return "certificate.installed"; }
    }

    /** The certificate it has will end soon; {@code thumbprint} is SHA-256 in hexadecimal, like the serial number. */
    record CertificateExpiring(StationId station, Instant at, String certificateType, String serialNumber, String thumbprint,
            Instant notAfter) implements CertificateFact {
        @Override
        public String type() { return "certificate.expiring"; }
    }

    /** Somebody took back what was issued for it. */
    record CertificateRevoked(StationId station, Instant at, String certificateType, String serialNumber, String thumbprint,
            String reason) implements CertificateFact {
        @Override
        public String type() { return "certificate.revoked"; }
    }

    /** {@code children}: the certificates between this one and the leaf, the leaf last. */
    record Installed(String certificateType, CertificateHash hash, List<CertificateHash> children) {
        public Installed { children = List.copyOf(children); }
    }
}
