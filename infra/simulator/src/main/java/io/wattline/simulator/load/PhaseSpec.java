package io.wattline.simulator.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One phase: what all stations of the run, or the first so many, do together. Written {@code meter:stations=1000,rate=20000,time=60s,warm=10s}.
 *
 * @param rate turns a second over all stations; 0 for as fast as each is answered
 * @param warm the same beforehand, without counting
 * @param viewers of live figures, in phase live only
 */
public record PhaseSpec(Kind kind, int stations, double rate, Duration time, Duration warm, int viewers) {
    /** What happens. */
    public enum Kind {
        /** Those not connected yet connect, boot and tell their status. */
        CONNECT,
        /** Nothing; memory is measured after a garbage collection. */
        IDLE, HEARTBEAT,
        /** A reading of a running transaction; transactions are begun first. */
        METER,
        /** Authorize, start, five readings, stop; transactions are ended first. */
        SESSION,
        /** All connections break at once; all stations return and boot. */
        STORM,
        /** The server is killed and started again; all stations return and boot. Only with a server of the run's own. */
        RESTART,
        /** Readings, watched by viewers; the latency is that from the station's frame to the viewer. */
        LIVE,
        /** Running transactions end. */
        END
    }

    private static final List<String> OPTIONS = List.of("stations", "rate", "time", "warm", "viewers");

    public PhaseSpec {
        if (stations < 0 || rate < 0 || viewers < 0) throw new IllegalArgumentException("nothing of a phase can be less than 0");
    }

    /** Fails with IllegalArgumentException, with a sentence. */
    public static PhaseSpec parse(String text) {
        String[] parts = text.split(":", 2);
        Kind kind = kind(parts[0]);
        var options = new HashMap<String, String>();
        for (String option : parts.length == 1 ? new String[0] : parts[1].split(",")) {
            String[] pair = option.split("=", 2);
            if (pair.length < 2 || !OPTIONS.contains(pair[0]))
                throw new IllegalArgumentException("a phase has " + String.join(", ", OPTIONS) + ", not " + option);
            options.put(pair[0], pair[1]);
        }
        boolean joins = kind == Kind.CONNECT;
        return new PhaseSpec(kind, number(options, "stations", Integer.MAX_VALUE),
                Double.parseDouble(options.getOrDefault("rate", joins ? "500" : "0")),
                time(options, "time", 10), time(options, "warm", 0), number(options, "viewers", 100));
    }

    String label() { return kind.name().toLowerCase(Locale.ROOT); }

    private static Kind kind(String word) {
        try {
            return Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("no phase is called " + word + "; there are " + List.of(Kind.values()));
        }
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    private static Duration time(Map<String, String> options, String name, int seconds) {
        return Times.parse(options.getOrDefault(name, seconds + "s"));
    }
}
