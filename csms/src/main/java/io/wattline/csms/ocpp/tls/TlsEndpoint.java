package io.wattline.csms.ocpp.tls;

import io.wattline.csms.ocpp.UnusableCertificateException;
import io.wattline.csms.ocpp.tls.ServerCertificates.Loaded;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** The certificates of the door with TLS, for who operates the node; a POST reads the files again at once. */
@Component
@Endpoint(id = "tls")
public class TlsEndpoint {
    private final ServerCertificates certificates;

    TlsEndpoint(ServerCertificates certificates) { this.certificates = certificates; }

    public record Certificate(String subject, String issuer, String key, Instant validFrom, Instant validUntil) {
        static Certificate of(X509Certificate certificate) {
            return new Certificate(certificate.getSubjectX500Principal().getName(), certificate.getIssuerX500Principal().getName(),
                    certificate.getPublicKey().getAlgorithm(), certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
    }

    /** {@code error}: why the files cannot be used; what was read before is still in use then. */
    public record Shown(Instant loadedAt, List<Certificate> server, List<Certificate> trusted, @Nullable String error) {
        static Shown of(Loaded loaded, @Nullable String error) {
            return new Shown(loaded.at(), loaded.server().stream().map(Certificate::of).toList(),
                    loaded.trusted().stream().map(Certificate::of).toList(), error);
        }
    }

    @ReadOperation
    public Shown shown() { return Shown.of(certificates.loaded(), null); }

    @WriteOperation
    public Shown reload() {
        try {
            return Shown.of(certificates.reload(), null);
        } catch (UnusableCertificateException e) {
            return Shown.of(certificates.loaded(), e.getMessage());
        }
    }
}
