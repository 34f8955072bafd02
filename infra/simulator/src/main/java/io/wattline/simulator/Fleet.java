package io.wattline.simulator;

import io.wattline.simulator.rpc.Network;
import io.wattline.simulator.station.Journal;
import io.wattline.simulator.station.Pace;
import io.wattline.simulator.station.Station;
import io.wattline.simulator.station.StationSpec;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Some stations in one JVM, on threads of their own. */
public final class Fleet implements AutoCloseable {
    private static final int THREADS = 2;

    private final Scheduler scheduler = Schedulers.newParallel("simulator", THREADS, true);
    private final Network network;
    private final List<Station> stations;

    public Fleet(List<StationSpec> specs, URI base, Pace pace, long seed, Journal journal) { this(specs, base, pace, seed, journal, null); }

    /** {@code tls}: whom to trust and what to show of oneself; as Java does when null. */
    public Fleet(List<StationSpec> specs, URI base, Pace pace, long seed, Journal journal, @Nullable SslContext tls) {
        network = new Network(THREADS, tls);
        stations = specs.stream().map(spec -> station(spec, base, pace, seed, journal)).toList();
    }

    private Station station(StationSpec spec, URI base, Pace pace, long seed, Journal journal) {
        URI address = Network.address(base, spec.id(), spec.account());
        return new Station(spec, pace, login -> network.dialer(address, spec.version().subprotocol(), login), network.courier(), scheduler,
                seed, journal);
    }

    /** The stations a resource beside this class defines. */
    static List<StationSpec> read(String resource) {
        try (InputStream in = Objects.requireNonNull(Fleet.class.getResourceAsStream(resource), resource)) {
            return StationSpec.read(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public void start() { stations.forEach(Station::start); }

    /** Ends the transactions, hangs up and waits for that, a few seconds at most. */
    @Override
    public void close() {
        CompletableFuture<?>[] down = stations.stream().map(Station::powerDown).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(down).completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
        network.close();
        scheduler.dispose();
    }
}
