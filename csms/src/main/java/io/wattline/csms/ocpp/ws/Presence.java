package io.wattline.csms.ocpp.ws;

import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Tells of stations' coming and going, in the order it happens; the end of a connection that was replaced is not a going. */
@Component
class Presence {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private static final int MOST_ATTEMPTS = 100;

    private final Links links;
    private final CentralSystem central;
    private final Clock clock;

    Presence(Links links, CentralSystem central, Clock clock) {
        this.links = links;
        this.central = central;
        this.clock = clock;
    }

    /**
     * The connection counts from now on; completes when that is stored. An older one of the station is closed. {@code offered}: the
     * subprotocols, for the log.
     */
    Mono<Void> comes(Connection connection, List<String> offered) {
        var station = connection.principal();
        var connected = new StationConnected(station.station(), clock.instant(), station.version(), station.remoteAddress(),
                station.securityProfile());
        Connection older;
        CompletableFuture<Void> told;
        synchronized (this) { // between counting and telling no other connection of the station may come or go
            older = links.replace(connection);
            told = central.tell(station, List.of(connected)).toFuture();
        }
        log("station connected", connection).addKeyValue("offered", offered).log();
        if (older != null) older.close("replaced");
        return Mono.fromFuture(told, true);
    }

    /** Completes when the going is stored, if it is one. */
    Mono<Void> goes(Connection connection) {
        var station = connection.principal();
        var disconnected = new StationDisconnected(station.station(), clock.instant(), connection.end());
        CompletableFuture<Void> told;
        synchronized (this) {
            if (!links.remove(connection)) return Mono.empty();
            told = central.tell(station, List.of(disconnected)).toFuture();
        }
        log("station disconnected", connection).addKeyValue("why", connection.end()).log();
        return Mono.fromFuture(told, true).onErrorResume(failure -> {
            LOG.atWarn().addKeyValue("station", station.station()).setCause(failure).log("a disconnection is not stored yet");
            tellUntilItIsBack(station, disconnected).subscribe(_ -> {}, _ -> LOG.atError().addKeyValue("station", station.station())
                    .log("a disconnection was not stored"));
            return Mono.empty();
        });
    }

    /** A station that is back was told of by its new connection. */
    private Mono<Void> tellUntilItIsBack(StationPrincipal station, StationDisconnected disconnected) {
        return Mono.defer(() -> {
            synchronized (this) {
                boolean back = links.find(station.account(), station.station()).isPresent();
                return back ? Mono.<Void>empty() : Mono.fromFuture(central.tell(station, List.of(disconnected)).toFuture(), true);
            }
        }).retryWhen(Retry.backoff(MOST_ATTEMPTS, Duration.ofSeconds(1)).maxBackoff(Duration.ofMinutes(1)));
    }

    private static LoggingEventBuilder log(String what, Connection connection) {
        var station = connection.principal();
        return LOG.atInfo().setMessage(what).addKeyValue("station", station.station()).addKeyValue("account", station.account())
                .addKeyValue("version", station.version().number()).addKeyValue("remote", station.remoteAddress())
                .addKeyValue("securityProfile", station.securityProfile());
    }
}
