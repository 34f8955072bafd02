package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.LocalListEntry;
import io.wattline.model.command.LocalListCommand;
import io.wattline.model.command.LocalListCommand.GetLocalListVersion;
import io.wattline.model.command.LocalListCommand.SendLocalList;
import io.wattline.model.event.LocalListFact.LocalListSent;
import io.wattline.model.event.LocalListFact.LocalListVersionTold;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Local authorization lists as 1.6 says them. Source: OCPP 1.6 §5.10, §5.15. */
final class LocalLists {
    private LocalLists() {}

    static Encoding encode(LocalListCommand command) {
        return switch (command) {
            case GetLocalListVersion _ -> new Request("GetLocalListVersion", payload());
            case SendLocalList c -> new Request("SendLocalList", send(c));
        };
    }

    static List<StationEvent> sent(StationId station, JsonNode request, JsonNode answer, Instant now) {
        var entries = new ArrayList<LocalListEntry>();
        for (JsonNode data : request.path("localAuthorizationList")) entries.add(entry(data));
        return List.of(
                new LocalListSent(station, now, request.path("listVersion").asInt(), request.path("updateType").asString("").equals("Full"),
                        entries, answer.path("status").asString("")));
    }

    static List<StationEvent> told(StationId station, JsonNode answer, Instant now) {
        return List.of(new LocalListVersionTold(station, now, answer.path("listVersion").asInt()));
    }

    private static ObjectNode send(SendLocalList command) {
        ObjectNode payload = payload().put("listVersion", command.version()).put("updateType", command.full() ? "Full" : "Differential");
        if (command.entries().isEmpty()) return payload;
        var list = payload.putArray("localAuthorizationList");
        command.entries().forEach(entry -> write(list.addObject(), entry));
        return payload;
    }

    private static void write(ObjectNode data, LocalListEntry entry) {
        data.put("idTag", entry.token().value());
        if (entry.status() == null) return;
        ObjectNode info = data.putObject("idTagInfo").put("status", Statuses.word16(entry.status()));
        if (entry.expiresAt() != null) info.put("expiryDate", Timestamps.write(entry.expiresAt()));
        if (entry.parent() != null) info.put("parentIdTag", entry.parent().value());
    }

    private static LocalListEntry entry(JsonNode data) {
        var token = new IdToken(data.path("idTag").asString(""));
        JsonNode info = data.path("idTagInfo");
        if (!info.isObject()) return LocalListEntry.removed(token);
        String parent = info.path("parentIdTag").asString("");
        String expiry = info.path("expiryDate").asString("");
        return new LocalListEntry(token, Statuses.tagStatus(info.path("status").asString("")),
                expiry.isEmpty() ? null : Timestamps.readAny(expiry, null), parent.isEmpty() ? null : new IdToken(parent));
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
