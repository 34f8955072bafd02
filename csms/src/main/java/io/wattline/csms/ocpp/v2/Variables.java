package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.v2.Message.NotifyReport;
import io.wattline.csms.ocpp.v2.Message.ReportData;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.event.ReportPart;
import io.wattline.model.event.ReportRequested;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.VariablesReported;
import io.wattline.model.event.VariablesReported.Attribute;
import io.wattline.model.event.VariablesReported.Characteristics;
import io.wattline.model.event.VariablesReported.Reported;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The device model as facts. Source: OCPP 2.0.1 part 2 B05–B08. */
final class Variables {
    private Variables() {}

    static VariablesReported reported(StationId station, NotifyReport m, Instant received) {
        Instant at = Timestamps.read(m.generatedAt(), received);
        List<Reported> variables = m.reportData() == null
                ? List.of()
                : m.reportData().stream().flatMap(data -> reported(data, at).stream()).toList();
        var part = new ReportPart(m.requestId(), m.seqNo(), !Boolean.TRUE.equals(m.tbc()));
        return new VariablesReported(station, at, variables, List.of(), part);
    }

    static List<StationEvent> reportAgreed(StationId station, Instant now, JsonNode request, JsonNode answer) {
        if (!answer.path("status").asString("").equals("Accepted")) return List.of();
        return List.of(new ReportRequested(station, now, request.path("requestId").intValue(0),
                request.path("reportBase").asString(ReportRequested.SELECTION)));
    }

    /** A limit that the station does not have is kept all the same, so that nobody asks for it again. */
    static List<StationEvent> read(StationId station, Instant now, JsonNode answer) {
        var known = new ArrayList<Reported>();
        var gone = new ArrayList<VariableRef>();
        answer.path("getVariableResult").forEach(result -> named(result).ifPresent(variable -> {
            switch (result.path("attributeStatus").asString("")) {
                case "Accepted" -> known.add(Reported.value(variable, type(result), result.path("attributeValue").asString(null), null));
                case "UnknownComponent", "UnknownVariable" -> {
                    if (Chunks.isLimit(variable)) known.add(Reported.value(variable, type(result), null, null));
                    gone.add(variable);
                }
                default -> {}
            }
        }));
        return told(station, now, known, gone);
    }

    /** Results come in any order, so each is looked up in what was asked. */
    static List<StationEvent> set(StationId station, Instant now, JsonNode request, JsonNode answer) {
        var known = new ArrayList<Reported>();
        var gone = new ArrayList<VariableRef>();
        answer.path("setVariableResult").forEach(result -> named(result).ifPresent(variable -> {
            switch (result.path("attributeStatus").asString("")) {
                case "Accepted" ->
                    asked(request, variable, type(result)).ifPresent(value -> known.add(set(variable, result, value, false)));
                case "RebootRequired" ->
                    asked(request, variable, type(result)).ifPresent(value -> known.add(set(variable, result, value, true)));
                case "UnknownComponent", "UnknownVariable" -> gone.add(variable);
                default -> {}
            }
        }));
        return told(station, now, known, gone);
    }

    /** The password that the station took. Source: OCPP 2.0.1 part 2 A01. */
    static Optional<String> password(JsonNode request, JsonNode answer) {
        return answer.path("setVariableResult").valueStream()
                .filter(result -> Set.of("Accepted", "RebootRequired").contains(result.path("attributeStatus").asString("")))
                .filter(result -> type(result).equals(Attribute.ACTUAL))
                .flatMap(result -> named(result).filter(Variables::isPassword).flatMap(it -> asked(request, it, type(result))).stream())
                .filter(password -> !password.isEmpty()).findFirst();
    }

    private static boolean isPassword(VariableRef variable) {
        return variable.component().equalsIgnoreCase("SecurityCtrlr") && variable.name().equalsIgnoreCase("BasicAuthPassword");
    }

    /** The variable that an element names; none when its names are blank. */
    static Optional<VariableRef> named(JsonNode element) {
        JsonNode component = element.path("component");
        JsonNode variable = element.path("variable");
        return named(component.path("name").asString(""), component.path("instance").asString(null),
                component.path("evse").path("id").intValue(0),
                component.path("evse").path("connectorId").intValue(0), variable.path("name").asString(""),
                variable.path("instance").asString(null));
    }

    static Optional<VariableRef> named(Message.Component component, Message.Variable variable) {
        var evse = component.evse();
        return named(component.name(), component.instance(), evse == null ? 0 : evse.id(),
                evse == null || evse.connectorId() == null ? 0 : evse.connectorId(), variable.name(), variable.instance());
    }

    private static Optional<VariableRef> named(String component, @Nullable String componentInstance, int evse, int connector, String name,
            @Nullable String instance) {
        if (component.isBlank() || name.isBlank()) return Optional.empty();
        return Optional.of(new VariableRef(component, componentInstance, Math.max(0, evse), Math.max(0, connector), name, instance));
    }

    private static Optional<Reported> reported(ReportData data, Instant at) {
        List<Attribute> attributes = data.variableAttribute().stream().map(each -> new Attribute(
                each.type() == null ? Attribute.ACTUAL : each.type(), each.value(),
                each.mutability() == null ? "ReadWrite" : each.mutability(),
                Boolean.TRUE.equals(each.persistent()), Boolean.TRUE.equals(each.constant()))).toList();
        return named(data.component(), data.variable())
                .map(variable -> new Reported(variable, attributes, characteristics(data.variableCharacteristics()), false, at));
    }

    private static @Nullable Characteristics characteristics(Message.@Nullable Characteristics told) {
        if (told == null) return null;
        List<String> values = told.valuesList() == null ? List.of() : Stream.of(told.valuesList().split(",")).map(String::strip).toList();
        return new Characteristics(told.unit(), told.dataType(), told.minLimit(), told.maxLimit(), values, told.supportsMonitoring());
    }

    private static Reported set(VariableRef variable, JsonNode result, String value, boolean rebootRequired) {
        return new Reported(variable, List.of(new Attribute(type(result), value, null, null, null)), null, rebootRequired);
    }

    private static Optional<String> asked(JsonNode request, VariableRef variable, String type) {
        return request.path("setVariableData").valueStream().filter(data -> type(data).equals(type))
                .filter(data -> named(data).filter(asked -> asked.key().equals(variable.key())).isPresent())
                .map(data -> data.path("attributeValue").asString("")).findFirst();
    }

    private static String type(JsonNode element) { return element.path("attributeType").asString(Attribute.ACTUAL); }

    private static List<StationEvent> told(StationId station, Instant now, List<Reported> known, List<VariableRef> gone) {
        return known.isEmpty() && gone.isEmpty() ? List.of() : List.of(new VariablesReported(station, now, known, gone, null));
    }
}
