package io.wattline.csms.command;

import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.TriggerMessage;
import io.wattline.model.event.MessageNoted;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionFact;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The station sends one of these messages: of this EVSE, when one is asked for; all of those with this number, when the request has one.
 * Messages that say nothing of an EVSE are known by their action alone.
 */
record MessageArrives(Set<String> actions, @Nullable Integer evse, @Nullable Integer requestId) implements Effect {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> OF_AN_EVSE = Set.of("StatusNotification", "MeterValues", "TransactionEvent");

    MessageArrives { actions = Set.copyOf(actions); }

    /** Null when nobody can know what is to come. */
    static @Nullable MessageArrives triggered(TriggerMessage trigger) {
        String wanted = trigger.requestedMessage();
        Set<String> actions = switch (wanted) {
            case "CustomTrigger" -> Set.of();
            case "FirmwareStatusNotification" -> Set.of(wanted, "SignedFirmwareStatusNotification");
            case String certificate when certificate.startsWith("Sign") -> Set.of("SignCertificate");
            default -> Set.of(wanted);
        };
        boolean placed = OF_AN_EVSE.contains(wanted) && trigger.evse() != null && trigger.evse() > 0;
        return actions.isEmpty() ? null : new MessageArrives(actions, placed ? trigger.evse() : null, null);
    }

    /** What stations with OCPP 2.x send after they agreed to a request of theirs; null when nothing has to follow. */
    static @Nullable MessageArrives following(RawCall raw) {
        String message = switch (raw.action()) {
            case "GetDisplayMessages" -> "NotifyDisplayMessages";
            case "GetChargingProfiles" -> "ReportChargingProfiles";
            case "GetDERControl" -> "ReportDERControl";
            case "RequestBatterySwap" -> "BatterySwap";
            case "CustomerInformation" -> JSON.readTree(raw.payload()).path("report").asBoolean(false) ? "NotifyCustomerInformation" : null;
            default -> null;
        };
        return message == null ? null : new MessageArrives(Set.of(message), null, RequestIds.of(raw.payload()).orElse(null));
    }

    @Override
    public boolean isShownBy(StationEvent fact) {
        if (requestId != null) return fact instanceof MessageNoted(_, _, var action, var payload, _) && isLast(action, payload);
        if (evse == null) return false;
        return switch (fact) {
            case StatusChanged status -> actions.contains("StatusNotification") && status.connector().evse() == evse;
            case MeterSampled sampled -> actions.contains("MeterValues") && sampled.connector().evse() == evse;
            // a transaction's place is told once, so later events name none
            case TransactionFact told -> actions.contains("TransactionEvent")
                    && (told.connector().evse() == evse || told.connector().isStation());
            default -> false;
        };
    }

    @Override
    public boolean isShownBy(String action, String text) { return evse == null && requestId == null && actions.contains(action); }

    /** What comes in several messages is there with the last. */
    private boolean isLast(String action, String payload) {
        if (!actions.contains(action)) return false;
        JsonNode told = JSON.readTree(payload);
        return told.path("requestId").asInt(-1) == requestId && !told.path("tbc").asBoolean(false);
    }

    @Override
    public Duration patience(CommandProperties settings) { return settings.effectTimeout(); }

    /** For people. */
    String missing() {
        return "no " + String.join(" or ", actions.stream().sorted().toList()) + (evse == null ? "" : " of EVSE " + evse) + " came";
    }
}
