package io.wattline.csms.ocpp.ws;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The connection that counts of each station: the newest. Coming and going are told in the order they happen. */
@Component
class Links implements StationLinks {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private final CentralSystem central;
    private final Clock clock;
    private final Map<Key, Connection> current = new ConcurrentHashMap<>();

    Links(CentralSystem central, Clock clock, MeterRegistry metrics) {
        this.central = central;
        this.clock = clock;
        Gauge.builder("wattline.ocpp.stations", current, Map::size).description("Stations connected to this node").register(metrics);
    }

    private record Key(AccountId account, StationId station) {
        static Key of(StationPrincipal principal) { return new Key(principal.account(), principal.station()); }
    }

    @Override
    public Optional<StationLink> find(AccountId account, StationId station) {
        return Optional.ofNullable(current.get(new Key(account, station)));
    }

    @Override
    public Collection<StationLink> all() { return Collections.unmodifiableCollection(current.values()); }

    Collection<Connection> connections() { return current.values(); }

    /** The connection counts from now on; completes when that is stored. An older one of the station is closed. */
    Mono<Void> add(Connection connection) {
        var station = connection.principal();
        var connected = new StationConnected(station.station(), clock.instant(), station.version(), station.remoteAddress());
        Connection older;
        CompletableFuture<Void> told;
        synchronized (this) {
            older = current.put(Key.of(station), connection);
            told = central.tell(station, List.of(connected)).toFuture();
        }
        log("station connected", connection, null);
        if (older != null) older.close("replaced");
        return Mono.fromFuture(told, true);
    }

    /** Forgets the connection, unless a newer one counts already; completes when that is stored. */
    Mono<Void> remove(Connection connection) {
        var station = connection.principal();
        var disconnected = new StationDisconnected(station.station(), clock.instant(), connection.end());
        CompletableFuture<Void> told;
        synchronized (this) {
            if (!current.remove(Key.of(station), connection)) return Mono.empty();
            told = central.tell(station, List.of(disconnected)).toFuture();
        }
        log("station disconnected", connection, connection.end());
        return Mono.fromFuture(told, true).onErrorResume(failure -> {
            LOG.atWarn().addKeyValue("station", station.station()).setCause(failure).log("a disconnection was not stored");
            return Mono.empty();
        });
    }

    private static void log(String what, Connection connection, @Nullable String why) {
        var station = connection.principal();
        var line = LOG.atInfo().addKeyValue("station", station.station()).addKeyValue("account", station.account())
                .addKeyValue("version", station.version().number()).addKeyValue("remote", station.remoteAddress());
        (why == null ? line : line.addKeyValue("why", why)).log(what);
    }
}
