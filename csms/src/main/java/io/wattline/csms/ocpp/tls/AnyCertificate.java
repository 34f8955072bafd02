package io.wattline.csms.ocpp.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes every certificate of a client in the handshake of TLS, which proves that the client has its key. Who vouches for it is asked when it is
 * known which station of which account comes, and then it can be answered with a sentence instead of an alert.
 */
final class AnyCertificate extends X509ExtendedTrustManager {
    private static final X509Certificate[] NOBODY_IN_PARTICULAR = {};

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) { throw neverAClient(); }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) { throw neverAClient(); }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) { throw neverAClient(); }

    @Override
    public X509Certificate[] getAcceptedIssuers() { return NOBODY_IN_PARTICULAR; }

    private static UnsupportedOperationException neverAClient() { return new UnsupportedOperationException("this is a server"); }
}
