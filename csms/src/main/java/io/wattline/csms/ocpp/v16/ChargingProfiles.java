package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Impossible;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.csms.ocpp.wire.Schedules;
import io.wattline.csms.ocpp.wire.SecondTry;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.command.ChargingProfileCommand;
import io.wattline.model.command.ChargingProfileCommand.ClearChargingProfile;
import io.wattline.model.command.ChargingProfileCommand.GetChargingProfiles;
import io.wattline.model.command.ChargingProfileCommand.GetCompositeSchedule;
import io.wattline.model.command.ChargingProfileCommand.SetChargingProfile;
import io.wattline.model.event.ChargingProfileFact.CompositeScheduleTold;
import io.wattline.model.event.ChargingProfileFact.ProfileInstalled;
import io.wattline.model.event.ChargingProfileFact.ProfilesCleared;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Charging profiles as 1.6 says them: one schedule each. Source: OCPP 1.6 §5.5, §5.7, §5.16, §7.8. */
final class ChargingProfiles {
    private ChargingProfiles() {}

    static Encoding encode(ChargingProfileCommand command) {
        return switch (command) {
            case SetChargingProfile c when c.profile().purpose().word16() == null -> unknown(c.profile().purpose());
            case SetChargingProfile c when c.profile().schedules().size() > 1 ->
                new Impossible("OCPP 1.6 knows one schedule a charging profile, not " + c.profile().schedules().size());
            case SetChargingProfile c when c.profile().transaction() != null && !c.profile().transaction().value().matches("\\d{1,9}") ->
                new Impossible("OCPP 1.6 numbers its transactions; " + c.profile().transaction() + " is no such number");
            case SetChargingProfile c -> new Request("SetChargingProfile", set(c));
            case ClearChargingProfile c when c.purpose() != null && c.purpose().word16() == null -> unknown(c.purpose());
            case ClearChargingProfile c -> new Request("ClearChargingProfile", clear(c));
            case GetChargingProfiles _ -> new Impossible("OCPP 1.6 stations do not report their charging profiles");
            case GetCompositeSchedule c -> new Request("GetCompositeSchedule", compose(c));
        };
    }

    /** What a station declines for all of it may be taken with the other purpose that limits alike. */
    static @Nullable Script tries(SetChargingProfile command, Request whole) {
        Purpose other = command.profile().purpose().likeness();
        if (!command.eitherPurpose() || other == command.profile().purpose()) return null;
        var again = new SetChargingProfile(command.evse(), command.profile().with(other));
        return new SecondTry(whole, new Request(whole.action(), set(again)));
    }

    static ObjectNode write(ChargingProfile profile) {
        ObjectNode node = payload().put("chargingProfileId", profile.id());
        if (profile.transaction() != null) node.put("transactionId", Integer.parseInt(profile.transaction().value()));
        Schedules.write(node, profile, profile.purpose().word16());
        Schedules.write(node.putObject("chargingSchedule"), profile.schedules().getFirst());
        return node;
    }

    static List<StationEvent> installed(StationId station, JsonNode request, JsonNode answer, Instant now) {
        return installed(station, request.path("connectorId").asInt(), request.path("csChargingProfiles"), answer, now);
    }

    /** A remote start may bring the profile of the transaction to come. */
    static List<StationEvent> started(StationId station, JsonNode request, JsonNode answer, Instant now) {
        return request.has("chargingProfile")
                ? installed(station, request.path("connectorId").asInt(0), request.path("chargingProfile"), answer, now)
                : List.of();
    }

    static List<StationEvent> composite(StationId station, JsonNode request, JsonNode answer, Instant now) {
        JsonNode schedule = answer.path("chargingSchedule");
        if (!Statuses.isAccepted(answer.path("status").asString("")) || !schedule.isObject()) return List.of();
        Instant start = Timestamps.readAny(answer.path("scheduleStart").asString(""), now);
        return List.of(new CompositeScheduleTold(station, now, request.path("connectorId").asInt(), Schedules.read(schedule, start)));
    }

    private static List<StationEvent> installed(StationId station, int connector, JsonNode profile, JsonNode answer, Instant now) {
        if (!Statuses.isAccepted(answer.path("status").asString(""))) return List.of();
        return Schedules.read(profile, "chargingProfileId").<List<StationEvent>>map(
                read -> List.of(new ProfileInstalled(station, now, connector, read, true))).orElse(List.of());
    }

    private static ObjectNode set(SetChargingProfile command) {
        ObjectNode payload = payload().put("connectorId", command.evse());
        payload.set("csChargingProfiles", write(command.profile()));
        return payload;
    }

    private static ObjectNode clear(ClearChargingProfile command) {
        ObjectNode payload = payload();
        if (command.id() != null) return payload.put("id", command.id());
        if (command.evse() != null) payload.put("connectorId", command.evse());
        if (command.purpose() != null) payload.put("chargingProfilePurpose", command.purpose().word16());
        return command.stackLevel() == null ? payload : payload.put("stackLevel", command.stackLevel());
    }

    private static ObjectNode compose(GetCompositeSchedule command) {
        ObjectNode payload = payload().put("connectorId", command.evse()).put("duration", command.durationSeconds());
        return command.unit() == null ? payload : payload.put("chargingRateUnit", command.unit().name());
    }

    private static Encoding unknown(Purpose purpose) { return new Impossible("OCPP 1.6 does not know the purpose " + purpose); }

    static List<StationEvent> cleared(StationId station, JsonNode request, JsonNode answer, Instant now) {
        if (!Statuses.isAccepted(answer.path("status").asString(""))) return List.of();
        return List.of(new ProfilesCleared(station, now, number(request.path("id")), number(request.path("connectorId")),
                purpose(request.path("chargingProfilePurpose")), number(request.path("stackLevel"))));
    }

    private static @Nullable Integer number(JsonNode node) { return node.isNumber() ? Integer.valueOf(node.asInt()) : null; }

    private static @Nullable Purpose purpose(JsonNode node) { return node.isString() ? Purpose.ofWord(node.asString()) : null; }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
