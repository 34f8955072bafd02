package io.wattline.csms.ocpp;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a station may be able to do: an action, and of those that ask for different things, which: {@code detail} is the message of a
 * trigger, the connector of a lock, the base of a report; null when the action is one thing.
 */
public record Ability(String action, @Nullable String detail) {
    private static final Map<String, String> DETAILS = Map.of("TriggerMessage", "requestedMessage", "ExtendedTriggerMessage",
            "requestedMessage", "UnlockConnector", "connectorId", "GetBaseReport", "reportBase", "SetMonitoringBase", "monitoringBase",
            "SetDERControl", "controlType", "GetDERControl", "controlType", "ClearDERControl", "controlType");
    /** Of all other actions the status speaks of what was asked for: a configuration key, a vendor's message. */
    private static final Set<String> ONE_THING = Set.of("SendLocalList", "SetChargingProfile");
    /** Source: OCPP 1.6 §7.45 UpdateStatus, §7.11 ChargingProfileStatus, §7.41 TriggerMessageStatus; OCPP 2.0.1 GenericDeviceModelStatus. */
    private static final Set<String> CANNOT = Set.of("NotSupported", "NotImplemented");

    public static Ability of(String action, JsonNode request) {
        String member = DETAILS.get(action);
        boolean lock = action.equals("UnlockConnector") && request.has("evseId"); // OCPP 2.x has no word for a lock that is not there
        String detail = member == null || lock ? null : request.path(member).asString(null);
        return new Ability(action, "CustomTrigger".equals(detail) ? request.path("customTrigger").asString(detail) : detail);
    }

    /** Whether a station that answers so will never do this, rather than not now. */
    public boolean isDeniedBy(JsonNode answer) {
        return CANNOT.contains(answer.path("status").asString("")) && (detail != null || ONE_THING.contains(action));
    }

    @Override
    public String toString() { return detail == null ? action : action + " " + detail; }
}
