package io.wattline.csms.ocpp.rpc;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.station.OcppVersion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts frames and times answers; tags are versions, frame types, known actions and error codes, never what a station chooses. */
@Component
public final class RpcMetrics implements FrameListener {
    private final MeterRegistry registry;
    private final Map<OcppVersion, Map<Direction, Map<Type, Counter>>> frames = new EnumMap<>(OcppVersion.class);
    private final Map<OcppVersion, Map<String, Timer>> answers = new EnumMap<>(OcppVersion.class);
    private final Map<OcppVersion, Map<String, Counter>> errors = new EnumMap<>(OcppVersion.class);
    private final Map<OcppVersion, Counter> slowed = new EnumMap<>(OcppVersion.class);

    public RpcMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (OcppVersion version : OcppVersion.values()) {
            frames.put(version, frameCounters(version));
            answers.put(version, new ConcurrentHashMap<>());
            errors.put(version, new ConcurrentHashMap<>());
            slowed.put(version, slowedCounter(version));
        }
    }

    @Override
    public void onFrame(StationPrincipal station, FrameSeen frame) {
        frames.get(station.version()).get(frame.direction()).get(frame.type()).increment();
    }

    /** How long a station waited for its answer. */
    void answered(OcppVersion version, String action, long nanos) {
        answers.get(version)
                .computeIfAbsent(action, name -> Timer.builder("wattline.ocpp.answer")
                        .description("Time from a station's CALL to our answer")
                        .tag("version", version.number())
                        .tag("action", name)
                        .register(registry))
                .record(Duration.ofNanos(nanos));
    }

    /** A CALLERROR of ours. */
    void refused(OcppVersion version, OcppErrorCode code) {
        errors.get(version)
                .computeIfAbsent(code.wireName(version), name -> Counter.builder("wattline.ocpp.errors")
                        .description("CALLERRORs sent to stations")
                        .tag("version", version.number())
                        .tag("code", name)
                        .register(registry))
                .increment();
    }

    /** A message had to wait because its station sends too many. */
    void slowed(OcppVersion version) { slowed.get(version).increment(); }

    private Counter slowedCounter(OcppVersion version) {
        return Counter.builder("wattline.ocpp.slowed")
                .description("Messages answered later because their station sends more than its share")
                .tag("version", version.number())
                .register(registry);
    }

    private Map<Direction, Map<Type, Counter>> frameCounters(OcppVersion version) {
        var counters = new EnumMap<Direction, Map<Type, Counter>>(Direction.class);
        for (Direction direction : Direction.values()) {
            var byType = new EnumMap<Type, Counter>(Type.class);
            for (Type type : Type.values()) byType.put(type, frameCounter(version, direction, type));
            counters.put(direction, byType);
        }
        return counters;
    }

    private Counter frameCounter(OcppVersion version, Direction direction, Type type) {
        return Counter.builder("wattline.ocpp.frames")
                .description("Frames received from and sent to stations")
                .tag("version", version.number())
                .tag("direction", lowerCase(direction))
                .tag("type", lowerCase(type))
                .register(registry);
    }

    private static String lowerCase(Enum<?> constant) { return constant.name().toLowerCase(java.util.Locale.ROOT); }
}
