package io.wattline.csms.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates as text. Source: RFC 7468. */
public final class Pem {
    private Pem() {}

    /** All of them in their order; fails with {@link CertificateException} when there is none or one cannot be read. */
    public static List<X509Certificate> read(String text) throws CertificateException {
        var certificates = new ArrayList<X509Certificate>();
        for (var each : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))))
            certificates.add((X509Certificate) each);
        if (certificates.isEmpty()) throw new CertificateException("there is no certificate in it");
        return certificates;
    }

    public static String write(Collection<X509Certificate> certificates) {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            for (X509Certificate each : certificates) writer.writeObject(new PemObject("CERTIFICATE", each.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** SHA-256 of the whole certificate, in hexadecimal. */
    public static String thumbprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
