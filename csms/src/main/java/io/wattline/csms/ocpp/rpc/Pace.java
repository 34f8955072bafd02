package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.Uptime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Slows a station that sends more than its share by answering it later, so that it sends and we read later; nothing is lost. */
final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

    private final StationPrincipal station;
    private final RpcMetrics metrics;
    private final Shares shares;
    private final Shares.Share share;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean slowed;
    private boolean told;

    Pace(StationPrincipal station, Rpc rpc) {
        this.station = station;
        metrics = rpc.metrics();
        shares = rpc.shares();
        share = shares.of(station);
    }

    /** Whether its messages wait for us. */
    boolean isBehind() { return unanswered.get() > 0; }

    /** Whether its last message had to wait because there were too many. */
    boolean isSlowed() { return slowed; }

    /** A message came that will have its turn. */
    void arrived() { unanswered.incrementAndGet(); }

    Mono<Void> inTurn(Supplier<Mono<Void>> answer) {
        long wait = turn(Uptime.millis());
        var answered = Mono.defer(answer).doFinally(_ -> unanswered.decrementAndGet());
        return wait == 0 ? answered : Mono.delay(Duration.ofMillis(wait)).then(answered);
    }

    /** The connection ended; what was sent over it counts when the station comes again. */
    void ends() { shares.keep(station, share); }

    private long turn(long now) {
        long wait = shares.take(station, share, now);
        slowed = wait > 0;
        if (slowed) tell();
        return wait;
    }

    private void tell() {
        metrics.slowed(station.version());
        shares.keep(station, share);
        if (!told)
            LOG.atInfo().addKeyValue("station", station.station()).addKeyValue("account", station.account())
                    .log("the station sends more than its share and is slowed");
        told = true;
    }
}
