package io.wattline.csms.ocpp.v2;

import static io.wattline.csms.ocpp.v2.Notices.text;

import io.wattline.model.event.MessageNoted;
import io.wattline.model.event.Notice;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What is valid at a station because it took what we sent. A report of all there is begins with nothing, so that what it does not tell of goes. */
final class NoticeLessons {
    private NoticeLessons() {}

    static List<StationEvent> of(StationId station, Instant now, String action, JsonNode request, JsonNode answer) {
        var notices = of(action, request, answer);
        return notices.isEmpty() ? List.of() : List.of(new MessageNoted(station, now, action, request.toString(), notices));
    }

    private static List<Notice> of(String action, JsonNode request, JsonNode answer) {
        String status = answer.path("status").asString("Accepted");
        return switch (action) {
            case "ClearTariffs" -> clearedTariffs(request, answer);
            case "GetTariffs" -> tariffs(request, answer);
            case "GetPeriodicEventStream" -> Stream.concat(Stream.of(Notice.allGone(Notices.EVENT_STREAM)),
                    answer.path("constantStreamData").valueStream().map(Notices::eventStream)).toList();
            case "GetDisplayMessages" -> allGone(Notices.DISPLAY_MESSAGE, isUnwilling(status) || has(request, "id", "priority", "state"));
            case "GetChargingProfiles" -> allGone(Notices.CHARGING_PROFILE,
                    isUnwilling(status) || has(request, "evseId") || !request.path("chargingProfile").isEmpty());
            case "GetDERControl" -> allGone(Notices.DER_CONTROL,
                    isUnwilling(status) || has(request, "isDefault", "controlType", "controlId"));
            case "ClearDisplayMessage" -> status.equals("Rejected")
                    ? List.of()
                    : List.of(Notice.gone(Notices.DISPLAY_MESSAGE, text(request, "id")));
            default -> status.equals("Accepted") ? ofAccepted(action, request, answer) : List.of();
        };
    }

    /** To report what there is; there may be nothing, which is another status. */
    private static boolean isUnwilling(String status) {
        return status.equals("Rejected") || status.equals("NotSupported");
    }

    private static List<Notice> ofAccepted(String action, JsonNode request, JsonNode answer) {
        return switch (action) {
            case "SetDisplayMessage" -> List.of(Notices.displayMessage(request.path("message")));
            case "SetChargingProfile" -> List.of(Notices.chargingProfile("CSO", Notices.evse(request), request.path("chargingProfile")));
            case "ClearChargingProfile" -> has(request, "chargingProfileId")
                    ? List.of(Notice.gone(Notices.CHARGING_PROFILE, text(request, "chargingProfileId")))
                    : List.of();
            case "UpdateDynamicSchedule" -> of("dynamic-schedule", "chargingProfileId", request);
            case "CostUpdated" -> of("cost", "transactionId", request);
            case "SetDefaultTariff" ->
                List.of(Notice.of("default-tariff", text(request.path("tariff"), "tariffId"), Notices.evse(request),
                        request.path("tariff")));
            case "ChangeTransactionTariff" -> of("transaction-tariff", "transactionId", request);
            case "NotifyWebPaymentStarted" -> of("web-payment", "evseId", request);
            case "NotifyAllowedEnergyTransfer" -> of("allowed-energy-transfer", "transactionId", request);
            case "UsePriorityCharging" -> List.of(Notices.when(request.path("activate").asBoolean(false), Notices.PRIORITY_CHARGING,
                    text(request, "transactionId"), request));
            case "AFRRSignal" -> List.of(Notice.of("afrr-signal", "", null, request));
            case "SetDERControl" -> derControl(request, answer);
            case "ClearDERControl" -> has(request, "controlId")
                    ? List.of(Notice.gone(Notices.DER_CONTROL, text(request, "controlId")))
                    : allGone(Notices.DER_CONTROL, has(request, "controlType"));
            case "AdjustPeriodicEventStream" -> List.of(Notice.adding(Notices.EVENT_STREAM, text(request, "id"), request));
            case "SetMonitoringLevel" -> List.of(Notice.of("monitoring-level", "", null, request));
            case "SetMonitoringBase" -> List.of(Notice.of("monitoring-base", "", null, request));
            default -> List.of();
        };
    }

    private static List<Notice> of(String kind, String key, JsonNode request) {
        return List.of(Notice.of(kind, text(request, key), Notices.evse(request), request));
    }

    private static List<Notice> allGone(String kind, boolean chosen) { return chosen ? List.of() : List.of(Notice.allGone(kind)); }

    private static List<Notice> derControl(JsonNode request, JsonNode answer) {
        var notices = new ArrayList<Notice>();
        answer.path("supersededIds").forEach(id -> notices.add(Notice.gone(Notices.DER_CONTROL, id.asString(""))));
        notices.add(Notice.of(Notices.DER_CONTROL, text(request, "controlId"), null, request));
        return notices;
    }

    private static List<Notice> tariffs(JsonNode request, JsonNode answer) {
        var notices = new ArrayList<>(allGone("tariff-assignment", request.path("evseId").intValue(0) != 0));
        answer.path("tariffAssignments").forEach(each -> notices
                .add(Notice.of("tariff-assignment", text(each, "tariffKind") + "/" + text(each, "tariffId"), null, each)));
        return notices;
    }

    private static List<Notice> clearedTariffs(JsonNode request, JsonNode answer) {
        boolean all = request.path("tariffIds").isEmpty() && request.path("evseId").intValue(0) == 0;
        return answer.path("clearTariffsResult").valueStream().filter(result -> !text(result, "status").equals("Rejected"))
                .flatMap(result -> result.has("tariffId")
                        ? Stream.of(Notice.gone("default-tariff", text(result, "tariffId")))
                        : all ? Stream.of(Notice.allGone("default-tariff")) : Stream.empty())
                .toList();
    }

    private static boolean has(JsonNode request, String... members) {
        for (String member : members) if (request.has(member)) return true;
        return false;
    }
}
