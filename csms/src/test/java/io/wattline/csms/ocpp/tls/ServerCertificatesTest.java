package io.wattline.csms.ocpp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wattline.csms.ocpp.UnusableCertificateException;
import io.wattline.csms.ocpp.tls.TlsProperties.Pem;
import io.wattline.csms.ocpp.tls.TlsProperties.Store;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators put on the disk, and what they are told when it is of no use. */
class ServerCertificatesTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Root");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    @TempDir
    private Path folder;

    @Test
    void aKeyStoreDoesAsWell() throws Exception {
        var identity = AUTHORITY.identity("csms.example", "EC");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("csms", identity.key(), "secret".toCharArray(), identity.chain().toArray(X509Certificate[]::new));
        Path file = folder.resolve("store.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }

        assertThat(certificates(List.of(), new Store(file, "secret", "PKCS12")).reload().server()).containsExactly(identity.certificate());
        assertThatThrownBy(() -> certificates(List.of(), new Store(file, "another", "PKCS12")).reload())
                .isInstanceOf(UnusableCertificateException.class).hasMessageContaining("store.p12").hasMessageNotContaining("another");
    }

    @Test
    void howLongTheFirstToExpireIsValidIsMeasured() {
        certificates(List.of(pem("ec")), null).reload();

        assertThat(metrics.get("wattline.ocpp.tls.valid").gauge().value()).isCloseTo(86_400.0, within(60.0));
    }

    @Test
    void whatCannotBeUsedIsToldInASentence() throws Exception {
        assertThatThrownBy(() -> certificates(List.of(), null).reload()).isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining("wattline.ocpp.tls.certificates[0].chain");
        assertThatThrownBy(
                () -> certificates(List.of(new Pem(folder.resolve("none.pem"), folder.resolve("none.pem"), null)), null).reload())
                .isInstanceOf(UnusableCertificateException.class).hasMessageContaining("none.pem cannot be read");
        Pem pair = pem("ec");
        Files.writeString(pair.key(), "nonsense");
        assertThatThrownBy(() -> certificates(List.of(pair), null).reload()).isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining("key.pem");
    }

    private Pem pem(String name) {
        var pem = new Pem(folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem"), null);
        AUTHORITY.identity("csms.example", "EC").write(pem.chain(), pem.key());
        return pem;
    }

    private ServerCertificates certificates(List<Pem> pairs, @Nullable Store store) {
        return new ServerCertificates(new TlsProperties(0, pairs, store, List.of("TLSv1.3"), List.of(), false, true, List.of(), 10,
                Duration.ofHours(1), Duration.ofSeconds(1), Duration.ZERO), Clock.systemUTC(), metrics);
    }
}
