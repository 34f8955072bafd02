package io.wattline.csms.ocpp.tls;

import io.wattline.csms.ocpp.UnusableCertificateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import org.springframework.boot.ssl.pem.PemContent;

/** The server's keys as read from their files; {@code certificates}: the first of each chain. */
record KeyMaterial(KeyManagerFactory keys, List<X509Certificate> certificates) {
    private static final char[] IN_MEMORY = {};

    static KeyMaterial read(TlsProperties settings) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            for (var pem : settings.certificates()) add(store, pem);
            if (settings.keyStore() != null) addAll(store, settings.keyStore());
            if (store.size() == 0)
                throw new UnusableCertificateException("wattline.ocpp.tls.port is set without a certificate: set "
                        + "wattline.ocpp.tls.certificates[0].chain and .key, or wattline.ocpp.tls.key-store.");
            // Of all factories this one looks at the name the client asks for, and at the kinds of key it takes.
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, IN_MEMORY);
            return new KeyMaterial(keys, leaves(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableCertificateException("The server's certificates cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** All certificates of a PEM file. */
    static List<X509Certificate> certificates(Path file) { return content(file).getCertificates(); }

    private static void add(KeyStore store, TlsProperties.Pem pem) throws GeneralSecurityException {
        List<X509Certificate> chain = certificates(pem.chain());
        PrivateKey key;
        try {
            key = content(pem.key()).getPrivateKey(pem.keyPassword());
        } catch (RuntimeException e) {
            throw new UnusableCertificateException("The key in " + pem.key() + " cannot be read" + (pem.keyPassword() == null
                    ? "."
                    : ": perhaps the password is another."));
        }
        if (chain.isEmpty() || key == null)
            throw new UnusableCertificateException("There is no " + (key == null ? "key" : "certificate")
                    + " in " + (key == null ? pem.key() : pem.chain()) + ".");
        if (!fit(chain.getFirst(), key))
            throw new UnusableCertificateException("The key in " + pem.key() + " is not that of the certificate in " + pem.chain() + ".");
        store.setKeyEntry(Integer.toString(store.size()), key, IN_MEMORY, chain.toArray(Certificate[]::new));
    }

    /** Files of a pair are seldom replaced in the same moment. */
    private static boolean fit(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) return false;
        Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        });
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        return signature.verify(signed);
    }

    private static void addAll(KeyStore store, TlsProperties.Store settings) throws GeneralSecurityException {
        KeyStore file = KeyStore.getInstance(settings.type());
        char[] password = settings.password().toCharArray();
        try (InputStream content = Files.newInputStream(settings.file())) {
            file.load(content, password);
        } catch (IOException e) {
            throw new UnusableCertificateException("The key store " + settings.file() + " cannot be read: " + e.getMessage() + ".", e);
        }
        for (String alias : Collections.list(file.aliases()))
            if (file.isKeyEntry(alias))
                store.setKeyEntry(Integer.toString(store.size()), file.getKey(alias, password), IN_MEMORY, file.getCertificateChain(alias));
    }

    private static PemContent content(Path file) {
        try {
            return PemContent.load(file);
        } catch (IOException e) {
            throw new UnusableCertificateException("The file " + file + " cannot be read.", e);
        }
    }

    private static List<X509Certificate> leaves(KeyStore store) throws GeneralSecurityException {
        var leaves = new ArrayList<X509Certificate>();
        for (String alias : Collections.list(store.aliases()))
            leaves.add((X509Certificate) Objects.requireNonNull(store.getCertificate(alias)));
        return leaves;
    }
}
