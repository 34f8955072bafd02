package io.wattline.csms.ocpp.tls;

import io.wattline.csms.ocpp.tls.TestAuthority.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** How a station does TLS: which authority it trusts, and what it shows of itself. Sessions are resumed. */
public final class TlsClient {
    private final SSLContext context;

    public TlsClient(TestAuthority trusted, @Nullable Identity shown) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(shown == null ? null : keys(shown), trust(trusted.certificate()), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code version}: TLSv1.2 or TLSv1.3; {@code host}: the name it asks for, if any; a failed handshake is an UncheckedIOException. */
    public SSLSocket connect(int port, String version, @Nullable String host, String... suites) {
        try {
            var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
            socket.setSoTimeout(10_000);
            var parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[]{version});
            if (suites.length > 0) parameters.setCipherSuites(suites);
            parameters.setServerNames(host == null ? List.of() : List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyManager[] keys(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static javax.net.ssl.TrustManager[] trust(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }
}
