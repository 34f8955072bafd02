package io.wattline.csms.ocpp.wire;

import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.ocpp.StationObserver;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.rpc.Habits;
import io.wattline.csms.ocpp.rpc.SchemaValidator;
import io.wattline.csms.ocpp.wire.Timestamps.Reading;
import io.wattline.model.station.OcppVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Times and units of stations. Which members are times, the schema documents say. */
@Component
public final class StationHabits implements Habits {
    private static final Duration OLDEST_NEWS = Duration.ofHours(24);
    /** Makes a time unreadable, so that it is kept as a claim and that of the receipt counts. */
    static final String UNBELIEVED = " ?";
    private static final Pattern WELL_FORMED = Pattern
            .compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern FRACTION = Pattern.compile("\\.\\d+(?=Z$)");

    private final SchemaValidator schemas;
    private final List<StationObserver> observers;
    private final Map<Kind, List<List<String>>> moments = new ConcurrentHashMap<>();

    public StationHabits(SchemaValidator schemas, List<StationObserver> observers) {
        this.schemas = schemas;
        this.observers = List.copyOf(observers);
    }

    private record Kind(OcppVersion version, String definition) {}

    @Override
    public boolean smooth(StationPrincipal station, String action, ObjectNode payload, Instant received, Consumer<Deviation> deviations) {
        Quirks quirks = station.manners().quirks();
        var times = new Times(station, action, isNews(action, payload), received);
        momentsIn(station.version(), action).forEach(path -> visit(payload, path, 0, times::read));
        if (MeterUnits.lie(quirks) && MeterUnits.correct(quirks, station.version().is2x(), payload))
            times.note("unit-corrected", "", "by its quirk profile");
        times.deviations.values().forEach(deviations);
        return !times.deviations.isEmpty();
    }

    @Override
    public void suit(StationPrincipal station, String definition, JsonNode payload) {
        Quirks quirks = station.manners().quirks();
        if (quirks.writesPasswordsInHex()) PasswordDigits.write(definition, payload);
        if (quirks.precision() != ChronoUnit.SECONDS) return;
        for (List<String> path : momentsIn(station.version(), definition))
            visit(payload, path, 0,
                    (parent, member, _) -> parent.put(member, FRACTION.matcher(parent.path(member).asString()).replaceFirst("")));
    }

    /** Told as it happens, so that its time tells of the station's clock. 2.x says when it does not. */
    private static boolean isNews(String action, ObjectNode payload) {
        return switch (action) {
            case "StatusNotification" -> true;
            case "TransactionEvent" -> !payload.path("offline").asBoolean(false);
            default -> false;
        };
    }

    private List<List<String>> momentsIn(OcppVersion version, String definition) {
        return moments.computeIfAbsent(new Kind(version, definition), _ -> schemas.moments(version, definition));
    }

    private interface Visitor {
        void visit(ObjectNode parent, String member, List<String> path);
    }

    private static void visit(JsonNode node, List<String> path, int depth, Visitor visitor) {
        String step = path.get(depth);
        if (step.equals("*")) {
            for (JsonNode item : node) visit(item, path, depth + 1, visitor);
        } else if (depth < path.size() - 1) visit(node.path(step), path, depth + 1, visitor);
        else if (node instanceof ObjectNode parent && parent.path(step).isString()) visitor.visit(parent, step, path);
    }

    /** The times of one message. */
    private final class Times {
        private final StationPrincipal station;
        private final String action;
        private final boolean isNews;
        private final Instant received;
        private final Map<String, Deviation> deviations = new HashMap<>(0);

        Times(StationPrincipal station, String action, boolean isNews, Instant received) {
            this.station = station;
            this.action = action;
            this.isNews = isNews;
            this.received = received;
        }

        void read(ObjectNode parent, String member, List<String> path) {
            String text = parent.path(member).asString();
            var zone = station.manners().quirks().timeZone();
            Reading reading = Timestamps.parse(text, zone == null ? ZoneOffset.UTC : zone);
            boolean own = isNews && path.size() == 1 && member.equals("timestamp");
            String oddity = oddity(reading, text, member, own);
            if (oddity != null) note(oddity, "/" + String.join("/", path), text);
            if (reading == null || !isPlausible(reading, member)) return; // read as when it was received
            if (!reading.zoned() && zone != null) parent.put(member, Timestamps.write(reading.at()));
            if (own && reading.at().isBefore(received.minus(OLDEST_NEWS))) parent.put(member, text + UNBELIEVED);
            else if (own || action.equals("MeterValues")) observers.forEach(it -> it.toldTime(station, action, reading.at(), received));
        }

        private @Nullable String oddity(@Nullable Reading reading, String text, String member, boolean own) {
            if (reading == null) return "time-unreadable";
            boolean old = own && reading.at().isBefore(received.minus(OLDEST_NEWS));
            if (old || !isPlausible(reading, member)) return "clock-suspect";
            if (!reading.zoned()) return "time-without-zone";
            return WELL_FORMED.matcher(text).matches() ? null : "time-format";
        }

        /** What happened did so before now; other times are of plans. */
        private boolean isPlausible(Reading reading, String member) {
            return !member.equals("timestamp") || Timestamps.isPlausible(reading.at(), received);
        }

        void note(String kind, String pointer, String example) {
            deviations.putIfAbsent(kind + pointer, new Deviation(kind, action, pointer, example));
        }
    }
}
