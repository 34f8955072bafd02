package io.wattline.csms.ocpp.tls;

import io.wattline.csms.ocpp.UnusableCertificateException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.wattline.csms.ocpp.TrustAnchors;
import io.wattline.model.account.AccountId;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The certificates of the door with TLS, and those that vouch for stations of all accounts; files that change are read again. */
@Component
public class ServerCertificates implements SmartLifecycle, TrustAnchors {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificates.class);

    private final TlsProperties settings;
    private final Clock clock;
    private final ExecutorService handshakes = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("tls-handshakes-", 1).factory());
    private volatile @Nullable ReplaceableSslContext context;
    private volatile Loaded loaded = new Loaded(List.of(), List.of(), Instant.EPOCH);
    private Map<Path, FileTime> seen = Map.of();
    private @Nullable Disposable watch;

    ServerCertificates(TlsProperties settings, Clock clock, MeterRegistry metrics) {
        this.settings = settings;
        this.clock = clock;
        if (settings.isOn())
            Gauge.builder("wattline.ocpp.tls.valid", this, ServerCertificates::secondsValid).baseUnit("seconds")
                    .description("Until the first of the server's certificates expires").register(metrics);
    }

    /** {@code server}: the first of each chain; {@code trusted}: those that vouch for stations; {@code at}: when they were read. */
    record Loaded(List<X509Certificate> server, List<X509Certificate> trusted, Instant at) {
        Loaded {
            server = List.copyOf(server);
            trusted = List.copyOf(trusted);
        }
    }

    /** For handshakes from now on, whatever is read later; the door must be on. */
    public SslContext context() {
        return Objects.requireNonNull(context);
    }

    @Override
    public Flux<X509Certificate> anchors(AccountId account) { return Flux.fromIterable(loaded.trusted()); }

    Loaded loaded() { return loaded; }

    /** Reads all files; on a failure, which is an {@link UnusableCertificateException}, everything stays as it was. */
    synchronized Loaded reload() {
        seen = times();
        var trusted = settings.trusted().stream().flatMap(file -> KeyMaterial.certificates(file).stream()).toList();
        var server = settings.isOn() ? serve(KeyMaterial.read(settings)) : List.<X509Certificate>of();
        loaded = new Loaded(server, trusted, clock.instant());
        server.forEach(each -> LOG.atInfo().addKeyValue("subject", each.getSubjectX500Principal())
                .addKeyValue("key", each.getPublicKey().getAlgorithm()).addKeyValue("validUntil", each.getNotAfter().toInstant())
                .log("certificate for stations"));
        return loaded;
    }

    private double secondsValid() {
        return loaded.server().stream().mapToDouble(each -> Duration.between(clock.instant(), each.getNotAfter().toInstant()).toSeconds())
                .min().orElse(Double.NaN);
    }

    private List<X509Certificate> serve(KeyMaterial keys) {
        try {
            SslContext next = SslContextBuilder.forServer(keys.keys()).sslProvider(SslProvider.JDK).trustManager(new AnyCertificate())
                    .clientAuth(settings.clientCertificates() ? ClientAuth.OPTIONAL : ClientAuth.NONE).protocols(settings.protocols())
                    .ciphers(settings.offeredSuites(), SupportedCipherSuiteFilter.INSTANCE).sessionCacheSize(settings.sessions())
                    .sessionTimeout(settings.sessionTimeout().toSeconds()).build();
            ReplaceableSslContext there = context;
            if (there == null) context = new ReplaceableSslContext(next, handshakes);
            else
                there.replace(next);
            return keys.certificates();
        } catch (SSLException | IllegalArgumentException e) {
            throw new UnusableCertificateException("The settings below wattline.ocpp.tls cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private synchronized void reloadIfChanged() {
        if (times().equals(seen)) return;
        try {
            reload();
        } catch (UnusableCertificateException e) { // half written, perhaps: the next look may find it whole
            LOG.atError().addKeyValue("why", e.getMessage()).log("changed certificates cannot be used, the ones before stay");
        }
    }

    private Map<Path, FileTime> times() {
        var times = new TreeMap<Path, FileTime>();
        for (Path file : settings.files()) {
            try {
                times.put(file, Files.getLastModifiedTime(file));
            } catch (IOException e) {
                times.put(file, FileTime.fromMillis(0));
            }
        }
        return times;
    }

    @Override
    public synchronized void start() {
        reload();
        long every = settings.reread().toMillis();
        if (settings.files().isEmpty() || every == 0) return;
        watch = Flux.interval(settings.reread(), Schedulers.boundedElastic()).onBackpressureDrop()
                .concatMap(_ -> Mono.fromRunnable(this::reloadIfChanged)).subscribe();
    }

    @Override
    public synchronized void stop() {
        if (watch != null) watch.dispose();
        watch = null;
    }

    @Override
    public boolean isRunning() { return watch != null; }

    @PreDestroy
    void close() { handshakes.shutdown(); }

    /** Before the door opens. */
    @Override
    public int getPhase() { return 0; }
}
