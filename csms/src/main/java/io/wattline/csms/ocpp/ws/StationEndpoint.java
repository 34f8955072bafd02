package io.wattline.csms.ocpp.ws;

import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.ocpp.rpc.OcppProperties;
import io.wattline.csms.ocpp.rpc.StationSessions;
import io.wattline.csms.ocpp.ws.Subprotocols.Chosen;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
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
    private final Transports transports;
    private final Refusals refusals;
    private final V2Properties v2;
    private final OcppProperties settings;
    private final Clock clock;
    private final int maxFrameSize;
    private final ReactorNettyRequestUpgradeStrategy upgrade;

    StationEndpoint(CentralSystem central, StationSessions sessions, Presence presence, Pulse pulse, KnockLimit knocks,
            Transports transports, Refusals refusals, V2Properties v2, OcppProperties settings, Clock clock) {
        this.central = central;
        this.sessions = sessions;
        this.presence = presence;
        this.pulse = pulse;
        this.knocks = knocks;
        this.transports = transports;
        this.refusals = refusals;
        this.v2 = v2;
        this.settings = settings;
        this.clock = clock;
        maxFrameSize = Math.toIntExact(settings.maxFrameSize().toBytes());
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
        var wanted = new Upgrade(exchange.getRequest());
        if (!pulse.isRunning()) return refuse(exchange, address, Refusal.unavailable("the server restarts"));
        var wait = knocks.waitOf(wanted.remoteAddress());
        if (wait.isPositive()) return refuse(exchange, address, Refusal.tooManyAttempts(wait));
        if (!wanted.isWanted()) return refuse(exchange, address, Refusal.upgradeRequired());
        try {
            var account = address.account() == null ? null : new AccountId(address.account().toLowerCase(Locale.ROOT));
            return negotiate(exchange, address, new StationId(address.station()), account);
        } catch (IllegalArgumentException e) {
            return refuse(exchange, address, Admission.Reason.UNKNOWN_STATION, "no station has this address");
        }
    }

    private Mono<Void> negotiate(ServerWebExchange exchange, StationAddress address, StationId station, @Nullable AccountId account) {
        var offered = offered(exchange);
        var chosen = Subprotocols.choose(offered, version -> v2.admits(station, version));
        if (chosen == null && !offered.isEmpty()) return refuse(exchange, address, nothingSpoken(offered));
        var authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        var credentials = Optional.ofNullable(authorization).flatMap(BasicAuthorization::parse);
        if (authorization != null && credentials.isEmpty())
            return refuse(exchange, address, Admission.Reason.BAD_CREDENTIALS, "the credentials cannot be read");
        var wanted = new Upgrade(exchange.getRequest());
        return admit(exchange, address, chosen, new ConnectionAttempt(station, account, chosen == null ? null : chosen.version(),
                wanted.remoteAddress(), credentials.orElse(null), transports.of(wanted, address.station())));
    }

    private static Refusal nothingSpoken(List<String> offered) {
        return Subprotocols.choose(offered, _ -> true) == null ? Refusal.noSubprotocol(offered) : Refusal.v2Off();
    }

    private Mono<Void> admit(ServerWebExchange exchange, StationAddress address, @Nullable Chosen chosen, ConnectionAttempt attempt) {
        return central.admit(attempt).publishOn(eventLoop(exchange.getRequest()))
                .onErrorResume(failure -> { // fail closed
                    LOG.atError().addKeyValue("station", address.station()).setCause(failure).log("a station could not be checked");
                    return Mono.just(new Admission.Refused(Admission.Reason.UNAVAILABLE, "the station cannot be checked now"));
                })
                .flatMap(admission -> switch (admission) {
                    case Admission.Admitted admitted -> v2.admits(attempt.station(), admitted.principal().version())
                            ? upgrade(exchange, chosen, admitted)
                            : refuse(exchange, address, Refusal.v2Off());
                    case Admission.Refused refused -> refuse(exchange, address, Refusal.of(refused));
                });
    }

    private Mono<Void> upgrade(ServerWebExchange exchange, @Nullable Chosen chosen, Admission.Admitted admitted) {
        var wanted = new Upgrade(exchange.getRequest());
        var offered = offered(exchange);
        // Set here and not by the upgrade, which looks at the first header line only.
        if (chosen != null) exchange.getResponse().getHeaders().set(PROTOCOL_HEADER, chosen.literal());
        wanted.normalise();
        if (admitted.principal().manners().quirks().bearsCompression())
            Compression.agree(wanted.channel(), wanted.nativeRequest(), maxFrameSize);
        return upgrade.upgrade(exchange, socket -> {
            wanted.forgetHeaders();
            return serve(socket, admitted, offered);
        }, null, () -> new HandshakeInfo(wanted.request().getURI(), HttpHeaders.EMPTY, Mono.empty(), null));
    }

    /** The connection's own thread: an upgrade from another one races with the first frame, which is then never read. */
    private static Scheduler eventLoop(ServerHttpRequest request) {
        return Schedulers.fromExecutor(new Upgrade(request).channel().eventLoop());
    }

    private Mono<Void> serve(WebSocketSession socket, Admission.Admitted admitted, List<String> offered) {
        var connection = new Connection(admitted, socket, sessions, settings, clock);
        return Mono.usingWhen(Mono.just(connection),
                current -> presence.comes(current, offered).then(Mono.defer(current::run)).onErrorResume(current::failed),
                presence::goes)
                .doFinally(_ -> connection.release());
    }

    private static List<String> offered(ServerWebExchange exchange) {
        return Subprotocols.offered(exchange.getRequest().getHeaders().getOrEmpty(PROTOCOL_HEADER));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, StationAddress address, Admission.Reason reason, String sentence) {
        return refuse(exchange, address, Refusal.of(new Admission.Refused(reason, sentence)));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, StationAddress address, Refusal refusal) {
        String remote = new Upgrade(exchange.getRequest()).remoteAddress();
        refusals.count(remote, refusal.code(), address.station());
        LOG.atInfo().addKeyValue("station", address.station()).addKeyValue("remote", remote).addKeyValue("offered", offered(exchange))
                .addKeyValue("status", refusal.status()).addKeyValue("why", refusal.sentence()).log("connection refused");
        return refusal.write(exchange.getResponse());
    }
}
