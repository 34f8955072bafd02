package io.wattline.csms.ocpp.v2;

import io.wattline.model.event.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is valid at a station by a message of it; docs/ocpp-messages.md lists the kinds. */
final class Notices {
    static final String DISPLAY_MESSAGE = "display-message";
    static final String CHARGING_LIMIT = "charging-limit";
    static final String CHARGING_PROFILE = "charging-profile";
    static final String DER_CONTROL = "der-control";
    static final String DER_RUNNING = "der-running";
    static final String EVENT_STREAM = "event-stream";
    static final String PRIORITY_CHARGING = "priority-charging";

    private static final Set<String> NO_CONTROLS = Set.of("requestId", "tbc", "customData");

    private static final List<String> TERMS = List.of("tariffId", "operationMode", "transactionLimit", "preconditioningStatus",
            "evseSleep");

    private Notices() {}

    static List<Notice> of(String action, JsonNode told) {
        return switch (action) {
            case "NotifyDisplayMessages" -> told.path("messageInfo").valueStream().map(Notices::displayMessage).toList();
            case "NotifyChargingLimit" ->
                List.of(Notice.of(CHARGING_LIMIT, limit(text(told.path("chargingLimit"), "chargingLimitSource"), told),
                        evse(told), told));
            case "ClearedChargingLimit" -> List.of(Notice.gone(CHARGING_LIMIT, limit(text(told, "chargingLimitSource"), told)));
            case "NotifyEVChargingNeeds" -> List.of(Notice.of("ev-charging-needs", text(told, "evseId"), evse(told), told));
            case "NotifyEVChargingSchedule" -> List.of(Notice.of("ev-charging-schedule", text(told, "evseId"), evse(told), told));
            case "ReportChargingProfiles" -> chargingProfiles(told);
            case "NotifyCustomerInformation" -> List.of(Notice.of("customer-information",
                    String.format("%010d.%06d", told.path("requestId").intValue(0), told.path("seqNo").intValue(0)), null, told));
            case "ReportDERControl" -> derControls(told);
            case "NotifyDERAlarm" -> List.of(when(!told.path("alarmEnded").asBoolean(false), "der-alarm", text(told, "controlType"), told));
            case "NotifyDERStartStop" -> derRunning(told);
            case "NotifyPriorityCharging" ->
                List.of(when(told.path("activated").asBoolean(false), PRIORITY_CHARGING, text(told, "transactionId"), told));
            case "NotifySettlement" -> List.of(Notice.of("settlement", text(told, "pspRef"), null, told));
            case "BatterySwap" -> List.of(Notice.of("battery-swap", text(told, "requestId"), null, told));
            case "OpenPeriodicEventStream" -> List.of(eventStream(told.path("constantStreamData")));
            case "ClosePeriodicEventStream" -> List.of(Notice.gone(EVENT_STREAM, text(told, "id")));
            case "PullDynamicScheduleUpdate" -> List.of(Notice.of("dynamic-schedule-pull", text(told, "chargingProfileId"), null, told));
            case "VatNumberValidation" -> List.of(Notice.of("vat-validation", text(told, "vatNumber"), evse(told), told));
            case "DataTransfer" -> List.of(Notice.of("data-transfer", text(told, "vendorId") + "/" + text(told, "messageId"), null, told));
            default -> List.of();
        };
    }

    /** What of a message goes into histories, where nobody could delete it any more: not what is told of a customer. */
    static String history(String action, JsonNode told) {
        return action.equals("NotifyCustomerInformation") && told.deepCopy() instanceof ObjectNode copy
                ? copy.put("data", "***").toString()
                : told.toString();
    }

    /** What a transaction costs by the station's own account, and on what terms it runs. Source: OCPP 2.1 TransactionEventRequest. */
    static List<Notice> ofTransaction(JsonNode told) {
        JsonNode info = told.path("transactionInfo");
        String transaction = text(info, "transactionId");
        var notices = new ArrayList<Notice>();
        if (told.path("costDetails").isObject()) notices.add(Notice.of("transaction-cost", transaction, null, told.path("costDetails")));
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        TERMS.forEach(term -> take(term, info.has(term) ? info : told, terms));
        if (!terms.isEmpty()) notices.add(Notice.adding("transaction-terms", transaction, terms));
        return notices;
    }

    private static void take(String member, JsonNode from, ObjectNode to) { if (from.has(member)) to.set(member, from.path(member)); }

    static Notice displayMessage(JsonNode message) { return Notice.of(DISPLAY_MESSAGE, text(message, "id"), null, message); }

    static Notice eventStream(JsonNode stream) { return Notice.of(EVENT_STREAM, text(stream, "id"), null, stream); }

    static Notice chargingProfile(String source, @Nullable Integer evse, JsonNode profile) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("chargingLimitSource", source);
        data.set("chargingProfile", profile);
        return Notice.of(CHARGING_PROFILE, text(profile, "id"), evse, data);
    }

    static Notice when(boolean valid, String kind, String key, JsonNode data) {
        return valid ? Notice.of(kind, key, evse(data), data) : Notice.gone(kind, key);
    }

    /** Text or number, empty when absent. */
    static String text(JsonNode object, String member) { return object.path(member).asString(""); }

    static @Nullable Integer evse(JsonNode told) { return told.path("evseId").isInt() ? told.path("evseId").intValue() : null; }

    private static String limit(String source, JsonNode told) { return source + "/" + told.path("evseId").intValue(0); }

    private static List<Notice> chargingProfiles(JsonNode told) {
        return told.path("chargingProfile").valueStream()
                .map(profile -> chargingProfile(text(told, "chargingLimitSource"), evse(told), profile)).toList();
    }

    private static List<Notice> derControls(JsonNode told) {
        var controls = new ArrayList<Notice>();
        told.propertyStream().filter(member -> !NO_CONTROLS.contains(member.getKey()))
                .forEach(member -> member.getValue().forEach(control -> {
                    ObjectNode data = ((ObjectNode) control).deepCopy().put("form", member.getKey());
                    controls.add(Notice.of(DER_CONTROL, text(control, "id"), null, data));
                }));
        return controls;
    }

    private static List<Notice> derRunning(JsonNode told) {
        var notices = new ArrayList<Notice>();
        told.path("supersededIds").forEach(id -> notices.add(Notice.gone(DER_RUNNING, id.asString(""))));
        notices.add(when(told.path("started").asBoolean(false), DER_RUNNING, text(told, "controlId"), told));
        return notices;
    }
}
