package io.wattline.csms.ocpp.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The door of stations that comes with TLS.
 *
 * @param port where it listens, 0 for any free port; without one there is no such door
 * @param certificates chains and keys as PEM files, for example one with RSA and one with ECDSA, or several host names
 * @param keyStore the same in one file, beside or instead of them
 * @param protocols versions of TLS
 * @param cipherSuites by their names in TLS; when empty, those with forward secrecy that OCPP asks for
 * @param rsaKeyExchange whether suites without forward secrecy are offered to old stations as well; counts for the whole process
 * @param clientCertificates whether stations are asked for theirs, which some old ones do not bear
 * @param trusted PEM files with certificates that vouch for stations of all accounts
 * @param sessions how many TLS sessions are kept to be resumed
 * @param sessionTimeout for how long
 * @param handshakeTimeout of TLS; what takes longer is let go
 * @param reread how often the files are looked at
 */
@ConfigurationProperties("wattline.ocpp.tls")
public record TlsProperties(@Nullable Integer port, @DefaultValue List<Pem> certificates, @Nullable Store keyStore,
        @DefaultValue( {
                "TLSv1.3", "TLSv1.2"}) List<String> protocols,
        @DefaultValue List<String> cipherSuites,
        @DefaultValue("false") boolean rsaKeyExchange, @DefaultValue("true") boolean clientCertificates,
        @DefaultValue List<Path> trusted, @DefaultValue("20000") int sessions, @DefaultValue("24h") Duration sessionTimeout,
        @DefaultValue("30s") Duration handshakeTimeout, @DefaultValue("10s") Duration reread){
    private static final List<String> FORWARD_SECRET = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    private static final List<String> RSA_KEY_EXCHANGE = List.of("TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384");

    /** {@code chain}: the server's certificate and those between it and a root; {@code key}: PKCS #8, PKCS #1 or SEC 1. */
    public record Pem(Path chain, Path key, @Nullable String keyPassword) {}

    /** {@code type}: PKCS12 or JKS. */
    public record Store(Path file, String password, @DefaultValue("PKCS12") String type) {}

    public TlsProperties {
        certificates = List.copyOf(certificates);
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        trusted = List.copyOf(trusted);
    }

    boolean isOn() { return port != null; }

    /** Source: OCPP 1.6 security whitepaper §3, OCPP 2.0.1 part 2 A00.FR.318 and 319. */
    List<String> offeredSuites() {
        var offered = new ArrayList<>(cipherSuites.isEmpty() ? FORWARD_SECRET : cipherSuites);
        if (rsaKeyExchange) offered.addAll(RSA_KEY_EXCHANGE);
        return offered;
    }

    /** All files that the door is made of. */
    List<Path> files() {
        var files = new ArrayList<>(trusted);
        certificates.forEach(pem -> files.addAll(List.of(pem.chain(), pem.key())));
        if (keyStore != null) files.add(keyStore.file());
        return files;
    }
}
