package io.wattline.csms.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** A request whose signature was found to be that of its key, judged by what a certificate for a station must be. */
final class Csr {
    private static final int LEAST_EC_BITS = 256;
    private static final int LEAST_RSA_BITS = 2048;
    private static final Set<String> WEAK = Set.of("MD2", "MD5", "SHA1");

    private Csr() {}

    /** Fails with {@link IllegalArgumentException} when it cannot be read. */
    static PKCS10CertificationRequest read(String pem) {
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest request) return request;
            throw new IllegalArgumentException("It is no certificate signing request in PEM.");
        } catch (IOException e) {
            throw new IllegalArgumentException("It cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Why it must not be signed, in a sentence. {@code names}: how the station may be called; null: any name, for certificates that are
     * shown to cars. {@code organization}: null stands for any. Source: OCPP 2.0.1 part 2 A00.FR.404 to A00.FR.511, A02.
     */
    static Optional<String> flaw(PKCS10CertificationRequest request, @Nullable Collection<String> names, @Nullable String organization) {
        String name = value(request, BCStyle.CN);
        if (name == null) return Optional.of("Its subject has no common name.");
        if (names != null && !names.contains(name))
            return Optional.of("Its common name is " + name + ", which is neither the id nor the serial number of the station.");
        if (organization != null && !organization.equals(value(request, BCStyle.O)))
            return Optional.of("Its organization is not " + organization + ".");
        String signature = new DefaultSignatureNameFinder().getAlgorithmName(request.getSignatureAlgorithm());
        if (WEAK.stream().anyMatch(signature::startsWith)) return Optional.of("It is signed with " + signature + ", which is too weak.");
        return flawOfKey(request);
    }

    private static Optional<String> flawOfKey(PKCS10CertificationRequest request) {
        try {
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            return switch (key) {
                case RSAPublicKey rsa when rsa.getModulus().bitLength() < LEAST_RSA_BITS ->
                    Optional.of("Its RSA key has less than " + LEAST_RSA_BITS + " bits.");
                case ECPublicKey ec when ec.getParams().getOrder().bitLength() < LEAST_EC_BITS ->
                    Optional.of("Its EC key has less than " + LEAST_EC_BITS + " bits.");
                case RSAPublicKey _,ECPublicKey _ -> Optional.empty();
                default -> Optional.of("Its key is of the kind " + key.getAlgorithm() + "; EC and RSA are signed.");
            };
        } catch (GeneralSecurityException e) {
            return Optional.of("Its key cannot be used: " + e.getMessage());
        }
    }

    private static @Nullable String value(PKCS10CertificationRequest request, ASN1ObjectIdentifier part) {
        RDN[] found = request.getSubject().getRDNs(part);
        return found.length == 0 ? null : IETFUtils.valueToString(found[0].getFirst().getValue());
    }
}
