package io.wattline.simulator.station;

import static io.wattline.simulator.rpc.Json.object;
import static io.wattline.simulator.station.Wire.number;
import static io.wattline.simulator.station.Wire.text;

import io.wattline.simulator.rpc.CallRefused;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands of OCPP 2.0.1 and 2.1. */
final class Commands2 implements Commands {
    private final Station station;
    private final Orders orders;
    private final DeviceModel model;

    Commands2(Station station, Outbox outbox) {
        this.station = station;
        this.orders = new Orders(station);
        this.model = new DeviceModel(station, orders, outbox);
    }

    @Override
    public JsonNode answer(String action, JsonNode request) {
        return switch (action) {
            case "RequestStartTransaction" -> begin(request);
            case "RequestStopTransaction" -> status(stop(text(request, "transactionId")));
            case "Reset" -> status(reset(text(request, "type").equals("OnIdle"), number(request, "evseId")));
            case "UnlockConnector" -> status(unlock(number(request, "evseId"), number(request, "connectorId")));
            case "ChangeAvailability" -> status(changeAvailability(request));
            case "TriggerMessage" -> status(trigger(text(request, "requestedMessage"), request.path("evse")));
            case "GetVariables" -> model.get(request.path("getVariableData"));
            case "SetVariables" -> model.set(request.path("setVariableData"));
            case "GetBaseReport" -> status(model.report(number(request, "requestId"), text(request, "reportBase")));
            case "ClearCache" -> status("Accepted");
            case "DataTransfer" -> status("UnknownVendorId");
            case "GetLocalListVersion" -> object("versionNumber", 0);
            case "ReserveNow" -> status(orders.reserve(number(request, "evseId"), number(request, "id"),
                    text(request.path("idToken"), "idToken"), text(request, "expiryDateTime")));
            case "CancelReservation" -> status(orders.cancelReservation(number(request, "reservationId")) ? "Accepted" : "Rejected");
            case "SetChargingProfile" -> status(
                    orders.limit(number(request, "evseId"), request.path("chargingProfile")) ? "Accepted" : "Rejected");
            case "ClearChargingProfile" -> status(
                    orders.unlimit(request, "chargingProfileId", "evseId", request.path("chargingProfileCriteria"))
                            ? "Accepted"
                            : "Unknown");
            case "GetCompositeSchedule" -> composite(number(request, "evseId"), number(request, "duration"), request);
            case "GetLog" -> station.errands().log(request);
            case "UpdateFirmware" -> {
                station.errands().update(request, "FirmwareStatusNotification");
                yield status("Accepted");
            }
            default -> throw CallRefused.notImplemented(action);
        };
    }

    private static ObjectNode status(String status) { return object("status", status); }

    private ObjectNode begin(JsonNode request) {
        Optional<String> id = orders.begin(number(request, "evseId"), text(request.path("idToken"), "idToken"),
                number(request, "remoteStartId"), request.path("chargingProfile"));
        return object("status", id.isPresent() ? "Accepted" : "Rejected", "transactionId", id.orElse(null));
    }

    private ObjectNode composite(int evse, int seconds, JsonNode request) {
        return orders.composite(evse, seconds, text(request, "chargingRateUnit"))
                .map(schedule -> object("status", "Accepted", "schedule",
                        schedule.put("evseId", evse).put("scheduleStart", station.time().now().toString())))
                .orElseGet(() -> status("Rejected"));
    }

    private String stop(String transaction) { return orders.stop(session -> session.id.equals(transaction)) ? "Accepted" : "Rejected"; }

    private String reset(boolean onIdle, int evse) {
        if (evse != 0) return resetEvse(onIdle, evse);
        if (onIdle && station.isCharging()) {
            station.resetWhenIdle();
            return "Scheduled";
        }
        station.time().run(() -> station.reset(false, "RemoteReset"));
        return "Accepted";
    }

    // B11/B12: an EVSE that is reset on its own ends its transaction and stays connected; waiting for idle is for the whole station
    private String resetEvse(boolean onIdle, int id) {
        Optional<Evse> evse = station.evse(id);
        if (evse.isEmpty() || onIdle && evse.get().session() != null) return "Rejected";
        station.time().run(() -> {
            evse.get().end(StopCause.SOFT_RESET);
            evse.get().repair();
        });
        return "Accepted";
    }

    private String unlock(int evse, int connector) {
        Optional<Evse> place = station.evse(evse).filter(each -> each.hasConnector(connector));
        if (place.isEmpty()) return "UnknownConnector";
        return place.get().session() == null ? "Unlocked" : "OngoingAuthorizedTransaction";
    }

    private String changeAvailability(JsonNode request) {
        int evse = number(request.path("evse"), "id");
        int connector = number(request.path("evse"), "connectorId");
        boolean known = evse == 0 || station.evse(evse).filter(each -> connector == 0 || each.hasConnector(connector)).isPresent();
        if (!known) return "Rejected";
        return orders.operative(evse, connector, text(request, "operationalStatus").equals("Operative")) ? "Accepted" : "Scheduled";
    }

    private String trigger(String message, JsonNode place) {
        int evse = number(place, "id");
        int connector = number(place, "connectorId");
        if (evse != 0 && station.evse(evse).isEmpty()) return "Rejected";
        Runnable effect = switch (message) {
            case "BootNotification" -> station::boot;
            case "Heartbeat" -> station.voice()::heartbeat;
            case "MeterValues", "TransactionEvent" -> () -> orders.each(evse, Evse::read);
            case "StatusNotification" -> () -> orders.each(evse, each -> tell(each, connector));
            case "LogStatusNotification", "FirmwareStatusNotification" -> () -> station.voice().idle(message);
            default -> null;
        };
        if (effect == null) return "NotImplemented";
        if (message.equals("TransactionEvent") && !station.isCharging()) return "Rejected";
        station.time().run(effect);
        return "Accepted";
    }

    private static void tell(Evse evse, int connector) {
        for (int each = 1; each <= evse.spec().connectors().size(); each++) if (connector == 0 || connector == each) evse.tell(each);
    }
}
