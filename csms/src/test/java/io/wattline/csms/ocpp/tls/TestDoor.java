package io.wattline.csms.ocpp.tls;

import io.wattline.csms.ocpp.TrustAnchors;
import io.wattline.model.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The door with TLS of the csms that tests share: who signed its certificate, and whom it trusts to sign for stations. */
@Component
public final class TestDoor implements TrustAnchors {
    public static final TestAuthority SERVERS = new TestAuthority("Servers");
    public static final TestAuthority STATIONS = new TestAuthority("Stations");
    private static final Set<X509Certificate> REVOKED = ConcurrentHashMap.newKeySet();

    /** Writes what it needs into the folder. */
    public static String[] settings(Path folder) throws IOException {
        Path chain = folder.resolve("door.pem");
        Path key = folder.resolve("door-key.pem");
        Path trusted = folder.resolve("stations.pem");
        SERVERS.identity("localhost", "EC", "localhost").write(chain, key);
        Files.writeString(trusted, TestAuthority.pem(STATIONS.certificate()));
        return new String[]{"wattline.ocpp.tls.port=0", "wattline.ocpp.tls.certificates[0].chain=" + chain,
                "wattline.ocpp.tls.certificates[0].key=" + key, "wattline.ocpp.tls.trusted=" + trusted,
                "wattline.ocpp.tls.url=wss://localhost/ocpp"};
    }

    public static void revoke(X509Certificate certificate) { REVOKED.add(certificate); }

    @Override
    public Flux<X509Certificate> anchors(AccountId account) { return Flux.empty(); }

    @Override
    public Mono<Boolean> isRevoked(AccountId account, X509Certificate certificate) { return Mono.just(REVOKED.contains(certificate)); }
}
