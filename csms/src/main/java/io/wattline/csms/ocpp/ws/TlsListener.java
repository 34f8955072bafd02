package io.wattline.csms.ocpp.ws;

import io.wattline.csms.ocpp.tls.ServerCertificates;
import io.wattline.csms.ocpp.tls.TlsProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A second port, with TLS, for what stations come for and nothing else; behind it is what is behind the first. */
@Component
class TlsListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TlsListener.class);
    /** Like the web server of Spring Boot: after everything that serves requests, and gone after the stations have left. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2048;

    private final HttpHandler handler;
    private final ServerCertificates certificates;
    private final TlsProperties settings;
    private final NettyTuning tuning;
    private final Refusals refusals;
    private final ReactorResourceFactory resources;
    private volatile @Nullable DisposableServer server;

    TlsListener(HttpHandler handler, ServerCertificates certificates, TlsProperties settings, NettyTuning tuning, Refusals refusals,
            ReactorResourceFactory resources) {
        this.handler = handler;
        this.certificates = certificates;
        this.settings = settings;
        this.tuning = tuning;
        this.refusals = refusals;
        this.resources = resources;
    }

    /** Where it listens; 0 when it does not. */
    int port() {
        DisposableServer there = server;
        return there == null ? 0 : there.port();
    }

    @Override
    public void start() {
        if (settings.port() == null) return;
        DisposableServer bound = tuning.tuned(HttpServer.create()).runOn(resources.getLoopResources()).port(settings.port())
                .maxKeepAliveRequests(1)
                .secure(tls -> tls.sslContext(certificates.context()).handshakeTimeout(settings.handshakeTimeout()))
                .doOnChannelInit((_, channel, _) -> HandshakeWatch.over(channel, refusals))
                .handle(new ReactorHttpHandlerAdapter(this::forStations)).bindNow();
        server = bound;
        LOG.atInfo().addKeyValue("port", bound.port()).log("stations are served with TLS");
    }

    private Mono<Void> forStations(ServerHttpRequest request, ServerHttpResponse response) {
        String path = request.getURI().getRawPath();
        if (StationAddress.of(path).isPresent() || path.startsWith("/files/") || path.startsWith("/soap/"))
            return handler.handle(request, response);
        response.setStatusCode(HttpStatus.NOT_FOUND);
        return response.setComplete();
    }

    @Override
    public void stop() {
        DisposableServer there = server;
        server = null;
        if (there != null) there.dispose();
    }

    @Override
    public boolean isRunning() { return server != null; }

    /** Like the plain port, it stays while the context only pauses. */
    @Override
    public boolean isPauseable() { return false; }

    @Override
    public int getPhase() { return PHASE; }
}
