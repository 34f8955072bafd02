package io.wattline.model.event;

import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.ChargingProfile.Schedule;
import io.wattline.model.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a station answered about charging profiles; EVSE 0 is the whole station. */
public sealed interface ChargingProfileFact extends Announcement {
    /**
     * It took a profile. It {@code replaces} another of the same purpose, level and place (OCPP 1.6), or only one of the same number.
     * Source: OCPP 1.6 §5.16, 2.x SetChargingProfile.
     */
    record ProfileInstalled(StationId station, Instant at, int evse, ChargingProfile profile,
            boolean replaces) implements ChargingProfileFact {
        @Override
        public String type() { return "charging-profile.installed"; }
    }

    /** It holds this profile, whoever gave it. Source: OCPP 2.x ReportChargingProfiles. */
    record ProfileReported(StationId station, Instant at, int evse, ChargingProfile profile) implements ChargingProfileFact {
        @Override
        public String type() { return "charging-profile.reported"; }
    }

    /** It dropped the profile of that number, or all that fit the other members. Source: OCPP 1.6 §5.5, 2.x ClearChargingProfile. */
    record ProfilesCleared(StationId station, Instant at, @Nullable Integer id, @Nullable Integer evse, @Nullable Purpose purpose,
            @Nullable Integer stackLevel) implements ChargingProfileFact {
        @Override
        public String type() { return "charging-profile.cleared"; }
    }

    /** What it makes of all its profiles together, from the schedule's start. Source: OCPP 1.6 §5.7, 2.x GetCompositeSchedule. */
    record CompositeScheduleTold(StationId station, Instant at, int evse, Schedule schedule) implements ChargingProfileFact {
        @Override
        public String type() { return "composite-schedule.told"; }
    }
}
