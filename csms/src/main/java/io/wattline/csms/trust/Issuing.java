package io.wattline.csms.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** How certificates of ours look. Source: RFC 5280; OCPP 2.0.1 part 2 A00, properties of certificates. */
record Issuing(X509Certificate authority, PrivateKey key) {
    private static final int SERIAL_BITS = 127;
    private static final Duration LIFE_OF_ROOTS = Duration.ofDays(20 * 365);
    /** Clocks of stations are late. */
    private static final Duration EARLIER = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    static X509Certificate root(String account, KeyPair keys, Instant now) {
        X500Name name = new X500NameBuilder().addRDN(BCStyle.O, account).addRDN(BCStyle.CN, "Stations of " + account).build();
        var info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        var builder = builder(name, name, info, now, LIFE_OF_ROOTS);
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(info));
            return signed(builder, keys.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stations are clients of ours, and servers for cars. */
    X509Certificate issue(PKCS10CertificationRequest request, String type, Instant now, Duration validity) {
        var info = request.getSubjectPublicKeyInfo();
        var purposes = type.startsWith("V2G")
                ? new KeyPurposeId[]{KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}
                : new KeyPurposeId[]{KeyPurposeId.id_kp_clientAuth};
        try {
            var issuer = new JcaX509CertificateHolder(authority);
            var builder = builder(issuer.getSubject(), request.getSubject(), info, now, validity);
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes))
                    .addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(info))
                    .addExtension(Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuer));
            return signed(builder, key);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, SubjectPublicKeyInfo key, Instant now,
            Duration validity) {
        return new X509v3CertificateBuilder(issuer, new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1),
                Date.from(now.minus(EARLIER)),
                Date.from(now.plus(validity)), subject, key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
