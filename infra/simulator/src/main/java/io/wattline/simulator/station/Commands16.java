package io.wattline.simulator.station;

import static io.wattline.simulator.rpc.Json.object;
import static io.wattline.simulator.station.Wire.number;
import static io.wattline.simulator.station.Wire.text;

import io.wattline.simulator.rpc.CallRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands of OCPP 1.6. */
final class Commands16 implements Commands {
    private final Station station;
    private final Orders orders;

    Commands16(Station station) {
        this.station = station;
        this.orders = new Orders(station);
    }

    @Override
    public JsonNode answer(String action, JsonNode request) {
        return switch (action) {
            case "RemoteStartTransaction" -> status(remoteStart(request));
            case "RemoteStopTransaction" -> status(remoteStop(number(request, "transactionId")));
            case "Reset" -> status(reset(text(request, "type").equals("Hard")));
            case "UnlockConnector" -> status(unlock(number(request, "connectorId")));
            case "ChangeAvailability" -> status(changeAvailability(request));
            case "TriggerMessage" -> status(trigger(text(request, "requestedMessage"), number(request, "connectorId")));
            case "GetConfiguration" -> configuration(request.path("key"));
            case "ChangeConfiguration" -> status(changeConfiguration(text(request, "key"), text(request, "value")));
            case "ClearCache" -> status("Accepted");
            case "DataTransfer" -> status("UnknownVendorId");
            case "GetLocalListVersion" -> object("listVersion", 0);
            case "ReserveNow" -> status(reserve(request));
            case "CancelReservation" -> status(orders.cancelReservation(number(request, "reservationId")) ? "Accepted" : "Rejected");
            case "SetChargingProfile" -> status(
                    orders.limit(number(request, "connectorId"), request.path("csChargingProfiles")) ? "Accepted" : "Rejected");
            case "ClearChargingProfile" -> status(orders.unlimit(request, "id", "connectorId", request) ? "Accepted" : "Unknown");
            case "GetCompositeSchedule" -> composite(number(request, "connectorId"), number(request, "duration"), request);
            case "GetDiagnostics" -> station.errands().diagnostics(request);
            case "GetLog" -> station.errands().log(request);
            case "UpdateFirmware" -> {
                station.errands().update(request);
                yield object();
            }
            case "SignedUpdateFirmware" -> {
                station.errands().update(request, "SignedFirmwareStatusNotification");
                yield status("Accepted");
            }
            default -> throw CallRefused.notImplemented(action);
        };
    }

    private static ObjectNode status(String status) { return object("status", status); }

    private String remoteStart(JsonNode request) {
        return orders.begin(number(request, "connectorId"), text(request, "idTag"), null, request.path("chargingProfile")).isPresent()
                ? "Accepted"
                : "Rejected";
    }

    private String remoteStop(int transaction) {
        return orders.stop(session -> session.number != null && session.number == transaction) ? "Accepted" : "Rejected";
    }

    private String reset(boolean hard) {
        station.time().run(() -> station.reset(hard, "RemoteReset"));
        return "Accepted";
    }

    private String unlock(int connector) {
        Optional<Evse> evse = station.evse(connector);
        if (evse.isEmpty()) return "NotSupported";
        station.time().run(() -> evse.get().end(StopCause.UNLOCKED));
        return "Unlocked";
    }

    private String changeAvailability(JsonNode request) {
        int connector = number(request, "connectorId");
        if (connector != 0 && station.evse(connector).isEmpty()) return "Rejected";
        return orders.operative(connector, 0, text(request, "type").equals("Operative")) ? "Accepted" : "Scheduled";
    }

    private String trigger(String message, int connector) {
        if (connector != 0 && station.evse(connector).isEmpty()) return "Rejected";
        Runnable effect = switch (message) {
            case "BootNotification" -> station::boot;
            case "Heartbeat" -> station.voice()::heartbeat;
            case "MeterValues" -> () -> orders.each(connector, Evse::read);
            case "StatusNotification" -> () -> {
                if (connector == 0) station.reportStation();
                orders.each(connector, evse -> evse.tell(1));
            };
            case "DiagnosticsStatusNotification", "FirmwareStatusNotification" -> () -> station.voice().idle(message);
            default -> null;
        };
        if (effect == null) return "NotImplemented";
        station.time().run(effect);
        return "Accepted";
    }

    private ObjectNode configuration(JsonNode keys) {
        List<String> asked = new ArrayList<>();
        keys.forEach(key -> asked.add(key.asString("")));
        if (asked.isEmpty()) Arrays.stream(Setting.values()).filter(setting -> setting.key != null).forEach(s -> asked.add(s.key));
        var known = new ArrayList<ObjectNode>();
        var unknown = new ArrayList<String>();
        for (String key : asked) Setting.ofKey(key).ifPresentOrElse(setting -> known.add(entry(setting)), () -> unknown.add(key));
        return object("configurationKey", known, "unknownKey", unknown.isEmpty() ? null : unknown);
    }

    private ObjectNode entry(Setting setting) {
        boolean secret = setting.access == Setting.Access.WRITE_ONLY;
        return object("key", setting.key, "readonly", setting.access == Setting.Access.READ_ONLY, "value",
                secret ? null : station.settings().value(setting));
    }

    private String changeConfiguration(String key, String value) {
        return Setting.ofKey(key).map(setting -> orders.set(setting, value) ? "Accepted" : "Rejected").orElse("NotSupported");
    }

    private ObjectNode composite(int connector, int seconds, JsonNode request) {
        return orders.composite(connector, seconds, text(request, "chargingRateUnit"))
                .map(schedule -> object("status", "Accepted", "connectorId", connector, "scheduleStart", station.time().now(),
                        "chargingSchedule", schedule))
                .orElseGet(() -> status("Rejected"));
    }

    private String reserve(JsonNode request) {
        return orders.reserve(number(request, "connectorId"), number(request, "reservationId"), text(request, "idTag"),
                text(request, "expiryDate"));
    }
}
