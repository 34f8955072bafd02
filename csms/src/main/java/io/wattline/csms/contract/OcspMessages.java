package io.wattline.csms.contract;

import io.wattline.csms.contract.Ocsp.OcspAnswer;
import io.wattline.csms.ocpp.CertificateDesk.State;
import io.wattline.model.station.CertificateHash;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Questions and answers of OCSP, from the hashes that stations tell instead of certificates. Source: RFC 6960. */
final class OcspMessages {
    private static final Map<String, ASN1ObjectIdentifier> ALGORITHMS = Map.of("SHA256", NISTObjectIdentifiers.id_sha256, "SHA384",
            NISTObjectIdentifiers.id_sha384, "SHA512", NISTObjectIdentifiers.id_sha512);
    private static final String SIGNS_OCSP = "1.3.6.1.5.5.7.3.9";
    private static final String UNSIGNED = "the answer is not signed by the issuer of the certificate, or for it";

    private OcspMessages() {}

    /** Fails with {@link IllegalArgumentException} when the hash is none. */
    static byte[] request(CertificateHash certificate) {
        try {
            return new OCSPReqBuilder().addRequest(id(certificate)).build().getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Fails with {@link IllegalArgumentException} when it is no answer to the question, not valid now, or not signed as it must be. */
    static OcspAnswer read(byte[] encoded, CertificateHash certificate, List<X509Certificate> issuers, Instant now) {
        try {
            var response = new OCSPResp(encoded);
            if (response.getStatus() != OCSPResp.SUCCESSFUL || !(response.getResponseObject() instanceof BasicOCSPResp basic))
                throw new IllegalArgumentException("the responder refused with status " + response.getStatus());
            CertificateID asked = id(certificate);
            SingleResp answer = Arrays.stream(basic.getResponses()).filter(each -> asked.equals(each.getCertID())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the answer is about another certificate"));
            requireSignature(basic, certificate, issuers, now);
            Instant until = answer.getNextUpdate() == null ? null : answer.getNextUpdate().toInstant();
            if (until != null && until.isBefore(now)) throw new IllegalArgumentException("the answer is too old");
            return new OcspAnswer(state(answer.getCertStatus()), until, encoded);
        } catch (IOException | OCSPException e) {
            throw new IllegalArgumentException("the responder answered with something else than OCSP", e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalArgumentException(UNSIGNED, e);
        }
    }

    private static State state(CertificateStatus status) {
        if (status == CertificateStatus.GOOD) return State.GOOD;
        return status instanceof RevokedStatus ? State.REVOKED : State.UNKNOWN;
    }

    /** The issuer is the one whose key has the hash that was asked with; it signs itself, or somebody it gave a certificate for that. §4.2.2.2 */
    private static void requireSignature(BasicOCSPResp answer, CertificateHash certificate, List<X509Certificate> issuers, Instant now)
            throws GeneralSecurityException, OperatorCreationException, OCSPException {
        var converter = new JcaX509CertificateConverter();
        List<X509Certificate> sent = new ArrayList<>();
        for (X509CertificateHolder each : answer.getCerts()) sent.add(converter.getCertificate(each));
        for (X509Certificate issuer : Stream.concat(issuers.stream(), sent.stream()).toList()) {
            if (!isIssuer(issuer, certificate)) continue;
            if (isSignedBy(answer, issuer)) return;
            for (X509Certificate delegate : sent)
                if (mayAnswerFor(delegate, issuer, now) && isSignedBy(answer, delegate)) return;
        }
        throw new IllegalArgumentException(UNSIGNED);
    }

    private static boolean isSignedBy(BasicOCSPResp answer, X509Certificate signer) throws OperatorCreationException, OCSPException {
        return answer.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()));
    }

    private static boolean mayAnswerFor(X509Certificate delegate, X509Certificate issuer, Instant now) throws GeneralSecurityException {
        List<String> uses = delegate.getExtendedKeyUsage();
        if (uses == null || !uses.contains(SIGNS_OCSP) || delegate.getNotAfter().toInstant().isBefore(now)) return false;
        try {
            delegate.verify(issuer.getPublicKey());
            return true;
        } catch (SignatureException | InvalidKeyException _) {
            return false;
        }
    }

    private static boolean isIssuer(X509Certificate candidate, CertificateHash certificate) throws GeneralSecurityException {
        byte[] key = SubjectPublicKeyInfo.getInstance(candidate.getPublicKey().getEncoded()).getPublicKeyData().getOctets();
        byte[] hash = MessageDigest.getInstance(certificate.hashAlgorithm().replace("SHA", "SHA-")).digest(key);
        return Arrays.equals(hash, HexFormat.of().parseHex(certificate.issuerKeyHash()));
    }

    private static CertificateID id(CertificateHash certificate) {
        ASN1ObjectIdentifier algorithm = ALGORITHMS.get(certificate.hashAlgorithm());
        if (algorithm == null) throw new IllegalArgumentException("unknown hash algorithm " + certificate.hashAlgorithm());
        HexFormat hex = HexFormat.of();
        return new CertificateID(new CertID(new AlgorithmIdentifier(algorithm),
                new DEROctetString(hex.parseHex(certificate.issuerNameHash())),
                new DEROctetString(hex.parseHex(certificate.issuerKeyHash())),
                new ASN1Integer(new BigInteger(certificate.serialNumber(), 16))));
    }
}
