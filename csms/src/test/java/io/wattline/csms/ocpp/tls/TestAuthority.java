package io.wattline.csms.ocpp.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test. */
public final class TestAuthority {
    private static final AtomicLong SERIALS = new AtomicLong(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Identity self;

    /** A chain, the own certificate first, and its key. */
    public record Identity(List<X509Certificate> chain, PrivateKey key) {
        public X509Certificate certificate() { return chain.getFirst(); }

        /** As an operator has it on his disk. */
        public void write(Path chainFile, Path keyFile) {
            try {
                Files.writeString(chainFile, pem(chain.toArray()));
                Files.writeString(keyFile, pem(new JcaPKCS8Generator(key, null)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public TestAuthority(String name) {
        KeyPair keys = keys("EC");
        Instant now = Instant.now();
        self = new Identity(List.of(sign(name, keys, name, keys.getPrivate(), now.minus(DAY), now.plus(DAY), true, List.of())),
                keys.getPrivate());
    }

    public X509Certificate certificate() { return self.certificate(); }

    /** {@code algorithm}: EC or RSA; {@code hosts}: DNS names beside the common name. */
    public Identity identity(String commonName, String algorithm, String... hosts) {
        return identity(commonName, algorithm, Instant.now().minus(DAY), Instant.now().plus(DAY), hosts);
    }

    public Identity identity(String commonName, String algorithm, Instant from, Instant until, String... hosts) {
        KeyPair keys = keys(algorithm);
        return new Identity(
                List.of(sign(commonName, keys, name(certificate()), self.key(), from, until, false, List.of(hosts)), certificate()),
                keys.getPrivate());
    }

    public static String pem(Object... objects) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            for (Object each : objects) writer.writeObject(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceFirst("CN=([^,]*).*", "$1");
    }

    private static KeyPair keys(String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) generator.initialize(new ECGenParameterSpec("secp256r1"));
            else
                generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(String subject, KeyPair keys, String issuer, PrivateKey issuerKey, Instant from, Instant until,
            boolean authority, List<String> hosts) {
        try {
            var builder = new JcaX509v3CertificateBuilder(new X500Name("CN=" + issuer), BigInteger.valueOf(SERIALS.incrementAndGet()),
                    Date.from(from), Date.from(until), new X500Name("CN=" + subject), keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!hosts.isEmpty())
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                        hosts.stream().map(host -> new GeneralName(GeneralName.dNSName, host)).toArray(GeneralName[]::new)));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
