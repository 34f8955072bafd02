package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.csms.ocpp.wire.Schedules;
import io.wattline.csms.ocpp.wire.SecondTry;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.ChargingProfile.Schedule;
import io.wattline.model.command.ChargingProfileCommand;
import io.wattline.model.command.ChargingProfileCommand.ClearChargingProfile;
import io.wattline.model.command.ChargingProfileCommand.GetChargingProfiles;
import io.wattline.model.command.ChargingProfileCommand.GetCompositeSchedule;
import io.wattline.model.command.ChargingProfileCommand.SetChargingProfile;
import io.wattline.model.event.ChargingProfileFact.CompositeScheduleTold;
import io.wattline.model.event.ChargingProfileFact.ProfileInstalled;
import io.wattline.model.event.ChargingProfileFact.ProfileReported;
import io.wattline.model.event.ChargingProfileFact.ProfilesCleared;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Charging profiles as 2.x says them. Source: OCPP 2.0.1 part 2 K01, K08, K09, K10, ChargingProfileType. */
final class ChargingProfiles {
    private ChargingProfiles() {}

    static Encoding encode(ChargingProfileCommand command) {
        return switch (command) {
            case SetChargingProfile c -> new Request("SetChargingProfile", set(c));
            case ClearChargingProfile c -> new Request("ClearChargingProfile", clear(c));
            case GetChargingProfiles c -> new Request("GetChargingProfiles", get(c));
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

    /** Schedules need numbers, which nothing refers to: the profile's, counted on. */
    static ObjectNode write(ChargingProfile profile) {
        ObjectNode node = payload().put("id", profile.id());
        Schedules.write(node, profile, profile.purpose().toString());
        if (profile.transaction() != null) node.put("transactionId", profile.transaction().value());
        var schedules = node.putArray("chargingSchedule");
        for (Schedule schedule : profile.schedules())
            Schedules.write(schedules.addObject().put("id", schedules.size()), schedule);
        return node;
    }

    static List<StationEvent> installed(StationId station, JsonNode request, JsonNode answer, Instant now) {
        return installed(station, request.path("evseId").asInt(), request.path("chargingProfile"), answer, now);
    }

    /** A remote start may bring the profile of the transaction to come. */
    static List<StationEvent> started(StationId station, JsonNode request, JsonNode answer, Instant now) {
        return request.has("chargingProfile")
                ? installed(station, request.path("evseId").asInt(0), request.path("chargingProfile"), answer, now)
                : List.of();
    }

    static List<StationEvent> composite(StationId station, JsonNode request, JsonNode answer, Instant now) {
        JsonNode schedule = answer.path("schedule");
        if (!Statuses.isAccepted(answer.path("status").asString("")) || !schedule.isObject()) return List.of();
        Instant start = Timestamps.readAny(schedule.path("scheduleStart").asString(""), now);
        return List.of(new CompositeScheduleTold(station, now, request.path("evseId").asInt(), Schedules.read(schedule, start)));
    }

    private static List<StationEvent> installed(StationId station, int evse, JsonNode profile, JsonNode answer, Instant now) {
        if (!Statuses.isAccepted(answer.path("status").asString(""))) return List.of();
        return Schedules.read(profile, "id").<List<StationEvent>>map(
                read -> List.of(new ProfileInstalled(station, now, evse, read, false))).orElse(List.of());
    }

    private static ObjectNode set(SetChargingProfile command) {
        ObjectNode payload = payload().put("evseId", command.evse());
        payload.set("chargingProfile", write(command.profile()));
        return payload;
    }

    private static ObjectNode clear(ClearChargingProfile command) {
        ObjectNode payload = payload();
        if (command.id() != null) return payload.put("chargingProfileId", command.id());
        ObjectNode criteria = payload();
        if (command.evse() != null) criteria.put("evseId", command.evse());
        if (command.purpose() != null) criteria.put("chargingProfilePurpose", command.purpose().toString());
        if (command.stackLevel() != null) criteria.put("stackLevel", command.stackLevel());
        payload.set("chargingProfileCriteria", criteria);
        return payload;
    }

    private static ObjectNode get(GetChargingProfiles command) {
        ObjectNode payload = payload().put("requestId", command.requestId());
        if (command.evse() != null) payload.put("evseId", command.evse());
        ObjectNode criterion = payload.putObject("chargingProfile");
        if (command.purpose() != null) criterion.put("chargingProfilePurpose", command.purpose().toString());
        if (command.stackLevel() != null) criterion.put("stackLevel", command.stackLevel());
        if (command.id() != null) criterion.putArray("chargingProfileId").add(command.id());
        return payload;
    }

    private static ObjectNode compose(GetCompositeSchedule command) {
        ObjectNode payload = payload().put("duration", command.durationSeconds());
        if (command.unit() != null) payload.put("chargingRateUnit", command.unit().name());
        return payload.put("evseId", command.evse());
    }

    static List<StationEvent> reported(StationId station, JsonNode report, Instant now) {
        int evse = report.path("evseId").asInt(0);
        return report.path("chargingProfile").valueStream().flatMap(profile -> Schedules.read(profile, "id").stream())
                .<StationEvent>map(profile -> new ProfileReported(station, now, evse, profile)).toList();
    }

    /** Of those asked for it holds none. Source: OCPP 2.0.1 K09. */
    static List<StationEvent> absent(StationId station, JsonNode request, JsonNode answer, Instant now) {
        JsonNode criteria = request.path("chargingProfile");
        JsonNode ids = criteria.path("chargingProfileId");
        boolean some = criteria.has("chargingLimitSource") || ids.size() > 1;
        if (!answer.path("status").asString("").equals("NoProfiles") || some) return List.of();
        return List.of(new ProfilesCleared(station, now, number(ids.path(0)), number(request.path("evseId")),
                purpose(criteria.path("chargingProfilePurpose")), number(criteria.path("stackLevel"))));
    }

    static List<StationEvent> cleared(StationId station, JsonNode request, JsonNode answer, Instant now) {
        if (!Statuses.isAccepted(answer.path("status").asString(""))) return List.of();
        JsonNode criteria = request.path("chargingProfileCriteria");
        return List.of(new ProfilesCleared(station, now, number(request.path("chargingProfileId")), number(criteria.path("evseId")),
                purpose(criteria.path("chargingProfilePurpose")), number(criteria.path("stackLevel"))));
    }

    private static @Nullable Integer number(JsonNode node) { return node.isNumber() ? Integer.valueOf(node.asInt()) : null; }

    private static @Nullable Purpose purpose(JsonNode node) { return node.isString() ? Purpose.ofWord(node.asString()) : null; }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
