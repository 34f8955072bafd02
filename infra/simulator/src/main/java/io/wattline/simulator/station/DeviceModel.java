package io.wattline.simulator.station;

import static io.wattline.simulator.rpc.Json.object;
import static io.wattline.simulator.station.Wire.text;

import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.rpc.Outgoing.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The components and variables of an OCPP 2.x station: its settings, its EVSEs and its connectors. Source: OCPP 2.0.1 B05–B07. */
final class DeviceModel {
    private static final int VARIABLES_PER_REPORT = 6;

    private final Station station;
    private final Orders orders;
    private final Outbox outbox;

    DeviceModel(Station station, Orders orders, Outbox outbox) {
        this.station = station;
        this.orders = orders;
        this.outbox = outbox;
    }

    ObjectNode get(JsonNode asked) {
        var results = new ArrayList<ObjectNode>();
        for (JsonNode one : asked) {
            Optional<Setting> setting = setting(one);
            String status = !isActual(one)
                    ? "NotSupportedAttributeType"
                    : setting.map(known -> known.access == Setting.Access.WRITE_ONLY ? "Rejected" : "Accepted")
                            .orElseGet(() -> unknown(one));
            String value = status.equals("Accepted") ? setting.map(station.settings()::value).orElse(null) : null;
            results.add(result(one, status).setAll(object("attributeValue", value)));
        }
        return object("getVariableResult", results);
    }

    ObjectNode set(JsonNode asked) {
        var results = new ArrayList<ObjectNode>();
        for (JsonNode one : asked) {
            String status = !isActual(one)
                    ? "NotSupportedAttributeType"
                    : setting(one).map(known -> orders.set(known, text(one, "attributeValue")) ? "Accepted" : "Rejected")
                            .orElseGet(() -> unknown(one));
            results.add(result(one, status));
        }
        return object("setVariableResult", results);
    }

    private static Optional<Setting> setting(JsonNode asked) {
        return Setting.ofVariable(text(asked.path("component"), "name"), text(asked.path("variable"), "name"));
    }

    private static boolean isActual(JsonNode asked) { return asked.path("attributeType").asString("Actual").equals("Actual"); }

    private static String unknown(JsonNode asked) {
        return Setting.isComponent(text(asked.path("component"), "name")) ? "UnknownVariable" : "UnknownComponent";
    }

    private static ObjectNode result(JsonNode asked, String status) {
        return object("attributeStatus", status, "component", asked.path("component"), "variable", asked.path("variable"), "attributeType",
                asked.has("attributeType") ? asked.path("attributeType") : null);
    }

    /** Sends the whole model in several NotifyReports; the status of GetBaseReport. */
    String report(int requestId, String base) {
        if (!List.of("ConfigurationInventory", "FullInventory", "SummaryInventory").contains(base)) return "NotSupported";
        List<ObjectNode> all = variables();
        station.time().run(() -> {
            for (int from = 0, seqNo = 0; from < all.size(); from += VARIABLES_PER_REPORT, seqNo++) {
                int to = Math.min(all.size(), from + VARIABLES_PER_REPORT);
                outbox.send(Kind.ORDINARY, "NotifyReport",
                        object("requestId", requestId, "generatedAt", station.time().now(), "seqNo", seqNo,
                                "tbc", to < all.size(), "reportData", all.subList(from, to)),
                        _ -> {});
            }
        });
        return "Accepted";
    }

    private List<ObjectNode> variables() {
        var all = new ArrayList<ObjectNode>();
        for (Setting setting : Setting.values()) {
            if (setting.component == null) continue;
            String value = setting.access == Setting.Access.WRITE_ONLY ? null : station.settings().value(setting);
            all.add(variable(object("name", setting.component), String.valueOf(setting.variable),
                    object("value", value, "mutability", setting.access.word), setting.kind.word));
        }
        for (Evse evse : station.evses()) {
            var place = object("name", "EVSE", "evse", object("id", evse.id()));
            all.add(variable(place, "Power", fixed(Long.toString(Math.round(evse.spec().watts()))), "decimal"));
            for (int connector = 1; connector <= evse.spec().connectors().size(); connector++) {
                var plug = object("name", "Connector", "evse", object("id", evse.id(), "connectorId", connector));
                all.add(variable(plug, "ConnectorType", fixed("c" + evse.spec().connectors().get(connector - 1)), "string"));
            }
        }
        return all;
    }

    private static ObjectNode fixed(String value) { return object("value", value, "mutability", "ReadOnly"); }

    private static ObjectNode variable(JsonNode component, String name, ObjectNode attribute, String dataType) {
        return object("component", component, "variable", object("name", name), "variableAttribute", Json.array(List.of(attribute)),
                "variableCharacteristics", object("dataType", dataType, "supportsMonitoring", false));
    }
}
