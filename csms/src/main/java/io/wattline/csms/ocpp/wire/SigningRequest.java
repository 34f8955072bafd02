package io.wattline.csms.ocpp.wire;

import io.wattline.model.event.CertificateFact.CertificateRequested;
import io.wattline.model.station.StationId;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** A station's wish for a certificate, read as far as it can be. Source: RFC 2986. */
public final class SigningRequest {
    private SigningRequest() {}

    public static CertificateRequested read(StationId station, Instant now, String csr, @Nullable String type,
            @Nullable Integer requestId) {
        String kind = type == null ? CertificateHashes.STATION : type;
        try (var pem = new PEMParser(new StringReader(csr))) {
            if (!(pem.readObject() instanceof PKCS10CertificationRequest request))
                return unreadable(station, now, csr, kind, requestId, "It is no certificate signing request in PEM.");
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            boolean proven = request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
            return new CertificateRequested(station, now, kind, csr, requestId, request.getSubject().toString(), sizeOf(key),
                    proven ? null : "Its signature is not that of its key.");
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException | RuntimeException e) {
            return unreadable(station, now, csr, kind, requestId, "It cannot be read: " + e.getMessage());
        }
    }

    private static CertificateRequested unreadable(StationId station, Instant now, String csr, String type, @Nullable Integer requestId,
            String flaw) {
        return new CertificateRequested(station, now, type, csr, requestId, null, null, flaw);
    }

    private static String sizeOf(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
            case ECPublicKey ec -> "EC " + ec.getParams().getOrder().bitLength();
            default -> key.getAlgorithm();
        };
    }
}
