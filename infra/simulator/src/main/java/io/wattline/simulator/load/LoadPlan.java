package io.wattline.simulator.load;

import io.wattline.simulator.station.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load run does.
 *
 * @param versions station n speaks version n modulo their number
 * @param heartbeat between two Heartbeats of a station
 * @param rate how many stations a second connect, boot, start and stop
 * @param patience how long after its time a phase may still wait for answers
 * @param pids processes whose CPU time is told per message
 */
public record LoadPlan(URI base, int stations, List<Version> versions, Duration interval, Duration duration, Duration heartbeat, int rate,
        Duration patience, String tag, @Nullable String account, @Nullable String password, List<Long> pids, @Nullable Path ledger) {
    public LoadPlan {
        versions = List.copyOf(versions);
        pids = List.copyOf(pids);
        if (stations < 1 || stations > 99_999) throw new IllegalArgumentException("1 to 99999 stations, not " + stations);
        if (rate < 1) throw new IllegalArgumentException("a rate below one station a second");
    }

    String stationId(int index) { return "LOAD%05d".formatted(index + 1); }

    Version version(int index) { return versions.get(index % versions.size()); }

    /** When station n has its turn in a phase that goes through all of them. */
    Duration turn(int index) {
        return Duration.ofNanos(index * 1_000_000_000L / rate);
    }

    /** Stations measure evenly spread over the interval. */
    Duration stagger(int index) {
        return Duration.ofNanos(interval.toNanos() / stations * index);
    }
}
