package io.wattline.csms.certificate;

import io.wattline.csms.trust.Pem;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A certificate that was made for a station; {@code chain}: it and those between it and its root, as PEM. */
record Issued(UUID id, String subject, String issuer, String serialNumber, String thumbprint, String chain, Instant notBefore,
        Instant notAfter) {
    /** Roots are not sent: stations have them, or must not believe them. */
    static Issued of(List<X509Certificate> chain) {
        X509Certificate leaf = chain.getFirst();
        return new Issued(UUID.randomUUID(), leaf.getSubjectX500Principal().getName(), leaf.getIssuerX500Principal().getName(),
                leaf.getSerialNumber().toString(16), Pem.thumbprint(leaf),
                Pem.write(chain.stream().filter(each -> !Pem.isRoot(each)).toList()), leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant());
    }
}
