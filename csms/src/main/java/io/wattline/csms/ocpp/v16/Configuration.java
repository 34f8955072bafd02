package io.wattline.csms.ocpp.v16;

import static io.wattline.model.event.ReportPart.WITHOUT_NUMBER;

import io.wattline.model.event.ReportPart;
import io.wattline.model.event.ReportRequested;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.VariablesReported;
import io.wattline.model.event.VariablesReported.Attribute;
import io.wattline.model.event.VariablesReported.Reported;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Configuration keys as variables. All keys together count as a report of one part, although some stations cut the list. */
final class Configuration {
    private Configuration() {}

    /** Source: OCPP 1.6 §5.8. */
    static List<StationEvent> read(StationId station, Instant now, JsonNode request, JsonNode answer) {
        List<Reported> keys = Stream.concat(elements(answer.path("configurationKey")).filter(key -> isNamed(key.path("key")))
                .map(Configuration::reported),
                elements(answer.path("unknownKey")).filter(ConfigurationKeys::isLimit).map(Configuration::unknown))
                .toList();
        List<VariableRef> gone = elements(answer.path("unknownKey")).filter(Configuration::isNamed)
                .map(key -> VariableRef.ofConfigurationKey(key.asString())).toList();
        if (!request.path("key").isEmpty())
            return keys.isEmpty() && gone.isEmpty() ? List.of() : List.of(new VariablesReported(station, now, keys, gone, null));
        return List.of(new ReportRequested(station, now, WITHOUT_NUMBER, ReportRequested.CONFIGURATION),
                new VariablesReported(station, now, keys, gone, new ReportPart(WITHOUT_NUMBER, 0, true)));
    }

    /** Source: OCPP 1.6 §5.3. */
    static List<StationEvent> changed(StationId station, Instant now, JsonNode request, JsonNode answer) {
        var key = VariableRef.ofConfigurationKey(request.path("key").asString(""));
        return switch (answer.path("status").asString("")) {
            case "Accepted" -> List.of(told(station, now, List.of(value(key, request, false)), List.of()));
            case "RebootRequired" -> List.of(told(station, now, List.of(value(key, request, true)), List.of()));
            case "NotSupported" -> List.of(told(station, now, List.of(), List.of(key)));
            default -> List.of();
        };
    }

    /** A limit that the station does not have is kept all the same, so that nobody asks for it again. */
    private static Reported unknown(JsonNode key) {
        return Reported.value(VariableRef.ofConfigurationKey(key.asString()), Attribute.ACTUAL, null, null);
    }

    /** The password that the station took. Source: OCPP 1.6 security whitepaper §4.1. */
    static Optional<String> password(JsonNode request, JsonNode answer) {
        boolean taken = Set.of("Accepted", "RebootRequired").contains(answer.path("status").asString(""));
        return taken && request.path("key").asString("").equalsIgnoreCase("AuthorizationKey")
                ? Optional.of(request.path("value").asString("")).filter(password -> !password.isEmpty())
                : Optional.empty();
    }

    private static Reported reported(JsonNode key) {
        var attribute = new Attribute(Attribute.ACTUAL, key.path("value").asString(null),
                key.path("readonly").asBoolean(false) ? "ReadOnly" : "ReadWrite", null, null);
        return new Reported(VariableRef.ofConfigurationKey(key.path("key").asString()), List.of(attribute), null, false);
    }

    private static Reported value(VariableRef key, JsonNode request, boolean rebootRequired) {
        var attribute = new Attribute(Attribute.ACTUAL, request.path("value").asString(""), null, null, null);
        return new Reported(key, List.of(attribute), null, rebootRequired);
    }

    private static VariablesReported told(StationId station, Instant now, List<Reported> variables, List<VariableRef> gone) {
        return new VariablesReported(station, now, variables, gone, null);
    }

    private static boolean isNamed(JsonNode name) { return !name.asString("").isBlank(); }

    private static Stream<JsonNode> elements(JsonNode array) { return array.valueStream(); }
}
