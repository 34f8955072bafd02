package io.wattline.csms.ocpp.wire;

import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Kind;
import io.wattline.model.charging.ChargingProfile.Period;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.ChargingProfile.RateUnit;
import io.wattline.model.charging.ChargingProfile.Recurrency;
import io.wattline.model.charging.ChargingProfile.Schedule;
import io.wattline.model.charging.TransactionRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of charging profiles that all versions share. Source: OCPP 1.6 §7.8–§7.14, 2.x ChargingProfileType, ChargingScheduleType. */
public final class Schedules {
    private Schedules() {}

    /** Writes all but the id and the schedules, which the versions name differently. */
    public static void write(ObjectNode node, ChargingProfile profile, @Nullable String purpose) {
        node.put("stackLevel", profile.stackLevel()).put("chargingProfilePurpose", purpose)
                .put("chargingProfileKind", profile.kind().toString());
        if (profile.recurrency() != null) node.put("recurrencyKind", profile.recurrency().toString());
        if (profile.validFrom() != null) node.put("validFrom", Timestamps.write(profile.validFrom()));
        if (profile.validTo() != null) node.put("validTo", Timestamps.write(profile.validTo()));
    }

    public static void write(ObjectNode node, Schedule schedule) {
        if (schedule.durationSeconds() != null) node.put("duration", schedule.durationSeconds());
        if (schedule.start() != null) node.put("startSchedule", Timestamps.write(schedule.start()));
        node.put("chargingRateUnit", schedule.unit().name());
        var periods = node.putArray("chargingSchedulePeriod");
        for (Period period : schedule.periods()) {
            ObjectNode written = periods.addObject().put("startPeriod", period.startSeconds()).put("limit", plain(period.limit()));
            if (period.phases() != null) written.put("numberPhases", period.phases());
            if (period.phaseToUse() != null) written.put("phaseToUse", period.phaseToUse());
        }
        if (schedule.minRate() != null) node.put("minChargingRate", plain(schedule.minRate()));
    }

    /** Nothing for a profile whose words no version of this model knows; it stays in the frame log. */
    public static Optional<ChargingProfile> read(JsonNode profile, String idName) {
        var schedules = new ArrayList<Schedule>();
        JsonNode told = profile.path("chargingSchedule");
        try {
            for (JsonNode schedule : told.isArray() ? told : List.of(told))
                schedules.add(read(schedule, moment(schedule.path("startSchedule"))));
            return Optional.of(new ChargingProfile(profile.path(idName).asInt(), profile.path("stackLevel").asInt(),
                    Purpose.ofWord(profile.path("chargingProfilePurpose").asString()),
                    Kind.ofWord(profile.path("chargingProfileKind").asString()),
                    profile.has("recurrencyKind") ? Recurrency.ofWord(profile.path("recurrencyKind").asString()) : null,
                    moment(profile.path("validFrom")), moment(profile.path("validTo")),
                    profile.has("transactionId") ? new TransactionRef(profile.path("transactionId").asString()) : null, schedules));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static Schedule read(JsonNode schedule, @Nullable Instant start) {
        var periods = new ArrayList<Period>();
        for (JsonNode period : schedule.path("chargingSchedulePeriod"))
            periods.add(new Period(period.path("startPeriod").asInt(), period.path("limit").asDecimal(BigDecimal.ZERO),
                    number(period.path("numberPhases")), number(period.path("phaseToUse"))));
        return new Schedule(RateUnit.valueOf(schedule.path("chargingRateUnit").asString("W")), start, number(schedule.path("duration")),
                schedule.has("minChargingRate") ? schedule.path("minChargingRate").asDecimal() : null, periods);
    }

    private static @Nullable Integer number(JsonNode node) { return node.isNumber() ? Integer.valueOf(node.asInt()) : null; }

    private static @Nullable Instant moment(JsonNode node) { return node.isString() ? Timestamps.readAny(node.asString(), null) : null; }

    /** Not 1E+1. */
    private static BigDecimal plain(BigDecimal number) { return number.scale() < 0 ? number.setScale(0) : number; }
}
