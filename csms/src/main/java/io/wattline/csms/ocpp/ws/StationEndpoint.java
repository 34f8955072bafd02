package io.wattline.csms.ocpp.ws;

import io.netty.channel.EventLoop;
import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.ocpp.ConnectionAttempt.BasicCredentials;
import io.wattline.csms.ocpp.rpc.OcppProperties;
import io.wattline.csms.ocpp.rpc.StationSessions;
import io.wattline.csms.ocpp.ws.Subprotocols.Chosen;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * The door for stations: everything is decided before the upgrade. It stands before all other filters, because users' security
 * would refuse what stations may do: encoded slashes in the path, Basic credentials of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StationEndpoint implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(StationEndpoint.class);
    private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private final CentralSystem central;
    private final StationSessions sessions;
    private final Presence presence;
    private final Pulse pulse;
    private final KnockLimit knocks;
    private final OcppProperties settings;
    private final Clock clock;
    private final ReactorNettyRequestUpgradeStrategy upgrade;

    StationEndpoint(CentralSystem central, StationSessions sessions, Presence presence, Pulse pulse, KnockLimit knocks,
            OcppProperties settings,
            Clock clock) {
        this.central = central;
        this.sessions = sessions;
        this.presence = presence;
        this.pulse = pulse;
        this.knocks = knocks;
        this.settings = settings;
        this.clock = clock;
        int maxFrameSize = Math.toIntExact(settings.maxFrameSize().toBytes());
        upgrade = new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(maxFrameSize).handlePing(true).compress(false));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return StationAddress.of(exchange.getRequest().getURI().getRawPath())
                .map(address -> receive(exchange, address))
                .orElseGet(() -> chain.filter(exchange));
    }

    private Mono<Void> receive(ServerWebExchange exchange, StationAddress address) {
        var headers = exchange.getRequest().getHeaders();
        if (!pulse.isRunning()) return refuse(exchange, address, Refusal.unavailable("the server restarts"));
        var wait = knocks.waitOf(remote(exchange.getRequest()));
        if (wait.isPositive()) return refuse(exchange, address, Refusal.tooManyAttempts(wait));
        if (!isUpgrade(exchange.getRequest())) return refuse(exchange, address, Refusal.upgradeRequired());
        var offered = Subprotocols.offered(headers.getOrEmpty(PROTOCOL_HEADER));
        var chosen = offered.isEmpty() ? assumed() : Subprotocols.choose(offered);
        if (chosen.isEmpty()) return refuse(exchange, address, Refusal.noSubprotocol(offered));
        var authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        var credentials = Optional.ofNullable(authorization).flatMap(BasicAuthorization::parse);
        if (authorization != null && credentials.isEmpty())
            return refuse(exchange, address,
                    Refusal.of(new Admission.Refused(Admission.Reason.BAD_CREDENTIALS, "the credentials cannot be read")));
        return attempt(exchange, address, chosen.get().version(), credentials.orElse(null))
                .map(attempt -> admit(exchange, address, chosen.get(), attempt))
                .orElseGet(() -> refuse(exchange, address,
                        Refusal.of(new Admission.Refused(Admission.Reason.UNKNOWN_STATION, "no station has this address"))));
    }

    private Mono<Void> admit(ServerWebExchange exchange, StationAddress address, Chosen chosen, ConnectionAttempt attempt) {
        return central.admit(attempt).publishOn(eventLoop(exchange.getRequest()))
                .onErrorResume(failure -> { // fail closed
                    LOG.atError().addKeyValue("station", address.station()).setCause(failure).log("a station could not be checked");
                    return Mono.just(new Admission.Refused(Admission.Reason.UNAVAILABLE, "the station cannot be checked now"));
                })
                .flatMap(admission -> switch (admission) {
                    case Admission.Admitted admitted -> upgrade(exchange, chosen, admitted);
                    case Admission.Refused refused -> refuse(exchange, address, Refusal.of(refused));
                });
    }

    private Mono<Void> upgrade(ServerWebExchange exchange, Chosen chosen, Admission.Admitted admitted) {
        var request = exchange.getRequest();
        // Set here and not by the upgrade, which looks at the first header line only.
        if (!chosen.literal().isEmpty()) exchange.getResponse().getHeaders().set(PROTOCOL_HEADER, chosen.literal());
        return upgrade.upgrade(exchange, socket -> {
            forgetHeaders(request);
            return serve(socket, admitted);
        }, null,
                () -> new HandshakeInfo(request.getURI(), HttpHeaders.EMPTY, Mono.empty(), null));
    }

    /** The connection's own thread: an upgrade from another one races with the first frame, which is then never read. */
    private static Scheduler eventLoop(ServerHttpRequest request) {
        HttpServerRequest handshake = ServerHttpRequestDecorator.getNativeRequest(request);
        var loop = new AtomicReference<EventLoop>();
        handshake.withConnection(connection -> loop.set(connection.channel().eventLoop()));
        return Schedulers.fromExecutor(loop.get());
    }

    /** Nobody reads them after the upgrade, and a connection that lives for weeks would keep them. */
    private static void forgetHeaders(ServerHttpRequest request) {
        HttpServerRequest handshake = ServerHttpRequestDecorator.getNativeRequest(request);
        handshake.requestHeaders().clear();
    }

    private Mono<Void> serve(WebSocketSession socket, Admission.Admitted admitted) {
        var connection = new Connection(admitted, socket, sessions, settings, clock);
        return Mono.usingWhen(Mono.just(connection),
                current -> presence.comes(current).then(Mono.defer(current::run)).onErrorResume(current::failed),
                presence::goes)
                .doFinally(_ -> connection.release());
    }

    private Optional<ConnectionAttempt> attempt(ServerWebExchange exchange, StationAddress address, OcppVersion version,
            @Nullable BasicCredentials credentials) {
        try {
            var account = address.account() == null ? null : new AccountId(address.account().toLowerCase(Locale.ROOT));
            return Optional.of(
                    new ConnectionAttempt(new StationId(address.station()), account, version, remote(exchange.getRequest()), credentials));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Chosen> assumed() {
        return Stream.of(OcppVersion.values()).filter(version -> version.number().equals(settings.assumeVersion()))
                .map(version -> new Chosen(version, "")).findFirst();
    }

    private Mono<Void> refuse(ServerWebExchange exchange, StationAddress address, Refusal refusal) {
        LOG.atInfo().addKeyValue("station", address.station()).addKeyValue("remote", remote(exchange.getRequest()))
                .addKeyValue("status", refusal.status()).addKeyValue("why", refusal.sentence()).log("connection refused");
        return refusal.write(exchange.getResponse());
    }

    private static boolean isUpgrade(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return request.getMethod().equals(HttpMethod.GET)
                && hasToken(headers.getOrEmpty(HttpHeaders.UPGRADE), "websocket")
                && hasToken(headers.getOrEmpty(HttpHeaders.CONNECTION), "upgrade")
                && headers.containsHeader("Sec-WebSocket-Key");
    }

    private static boolean hasToken(List<String> lines, String token) {
        return lines.stream().flatMap(line -> Stream.of(line.split(","))).anyMatch(word -> word.strip().equalsIgnoreCase(token));
    }

    private static String remote(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null || address.getAddress() == null ? "unknown" : address.getAddress().getHostAddress();
    }
}
