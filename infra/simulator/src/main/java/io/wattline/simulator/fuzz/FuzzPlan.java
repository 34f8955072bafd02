package io.wattline.simulator.fuzz;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fuzz run does.
 *
 * @param frames over all connections; the stations are FUZZ00001 and so on, and speak the versions in turn
 * @param seed the same seed sends the same frames
 * @param patience how long the answers to a batch may take
 * @param pids processes whose memory is told
 */
public record FuzzPlan(URI base, int frames, int connections, long seed, Duration patience, @Nullable String account, List<Long> pids) {
    public FuzzPlan {
        pids = List.copyOf(pids);
        if (connections < 1 || connections > 99_999) throw new IllegalArgumentException("1 to 99999 connections, not " + connections);
    }

    String stationId(int index) { return "FUZZ%05d".formatted(index + 1); }

    /** Of one connection. */
    int share(int index) { return frames / connections + (index < frames % connections ? 1 : 0); }
}
