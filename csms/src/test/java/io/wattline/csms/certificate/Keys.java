package io.wattline.csms.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

/** A key with its name: what stations, cars and foreign authorities have, and what they make of it. */
public record Keys(String name, KeyPair pair, String signature) {
    private static final AtomicLong SERIALS = new AtomicLong(4711);

    public static Keys ec(String name) { return of(name, "EC", 256, "SHA256withECDSA"); }

    public static Keys of(String name, String algorithm, int bits, String signature) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return new Keys(name, generator.generateKeyPair(), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public PublicKey publicKey() { return pair.getPublic(); }

    public PrivateKey privateKey() { return pair.getPrivate(); }

    /** A request for a certificate, in PEM as a JSON string. */
    public String request() {
        try {
            return json(pem(new JcaPKCS10CertificationRequestBuilder(new X500Name(name), publicKey())
                    .build(new JcaContentSignerBuilder(signature).build(privateKey()))));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate selfSigned() { return issue(name, publicKey(), true, null); }

    /** With these keys as the authority's. */
    public X509Certificate issue(String subject, PublicKey key) {
        return issue(subject, key, false, null);
    }

    /** It ended half an hour ago. */
    public X509Certificate expired(String subject, PublicKey key) {
        return issue(subject, key, false, null, Clock.systemUTC().instant().minus(Duration.ofMinutes(30)));
    }

    /** {@code extension} is added when there is one. */
    public X509Certificate issue(String subject, PublicKey key, boolean authority, Extension extension) {
        return issue(subject, key, authority, extension, Clock.systemUTC().instant().plus(Duration.ofDays(90)));
    }

    private X509Certificate issue(String subject, PublicKey key, boolean authority, Extension extension, Instant end) {
        Instant now = Clock.systemUTC().instant();
        try {
            var builder = new JcaX509v3CertificateBuilder(new X500Name(name), BigInteger.valueOf(SERIALS.incrementAndGet()),
                    Date.from(now.minus(Duration.ofHours(1))), Date.from(end), new X500Name(subject), key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (extension != null) builder.addExtension(extension);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(privateKey())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(Object object) {
        var pem = new StringWriter();
        try (var writer = new JcaPEMWriter(pem)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pem.toString();
    }

    public static String json(String text) { return new JsonMapper().writeValueAsString(text); }
}
