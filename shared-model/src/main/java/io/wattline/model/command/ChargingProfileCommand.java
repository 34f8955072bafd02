package io.wattline.model.command;

import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.ChargingProfile.RateUnit;
import org.jspecify.annotations.Nullable;

/** What a station is asked about charging profiles. EVSE 0 is the whole station. */
public sealed interface ChargingProfileCommand extends StationCommand.OfBlock {
    /**
     * {@code eitherPurpose}: what the station rejects with one purpose it is asked with the other that limits alike; {@code verify}: its
     * composite schedule is to show that it keeps to the profile.
     */
    record SetChargingProfile(int evse, ChargingProfile profile, boolean eitherPurpose,
            boolean verify) implements ChargingProfileCommand {
        public SetChargingProfile(int evse, ChargingProfile profile) { this(evse, profile, false, false); }

        @Override
        public String name() { return "set-charging-profile"; }
    }

    /** {@code id} is the profile's OCPP number; without it all that fit the other members, and without any of them all. */
    record ClearChargingProfile(@Nullable Integer id, @Nullable Integer evse, @Nullable Purpose purpose,
            @Nullable Integer stackLevel) implements ChargingProfileCommand {
        @Override
        public String name() { return "clear-charging-profile"; }
    }

    /** The station reports those that fit with ReportChargingProfiles messages of this {@code requestId}; OCPP 2.x. */
    record GetChargingProfiles(int requestId, @Nullable Integer id, @Nullable Integer evse, @Nullable Purpose purpose,
            @Nullable Integer stackLevel) implements ChargingProfileCommand {
        @Override
        public String name() { return "get-charging-profiles"; }
    }

    /** What all profiles together make of the next seconds; the station chooses the unit unless told. */
    record GetCompositeSchedule(int evse, int durationSeconds, @Nullable RateUnit unit) implements ChargingProfileCommand {
        @Override
        public String name() { return "get-composite-schedule"; }
    }
}
