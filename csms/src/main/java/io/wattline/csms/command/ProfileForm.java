package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.CommandRequest.ClearProfile;
import io.wattline.csms.command.CommandRequest.SetProfile;
import io.wattline.csms.web.Problem;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.ChargingProfile.RateUnit;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.ChargingProfileCommand.ClearChargingProfile;
import io.wattline.model.command.ChargingProfileCommand.GetChargingProfiles;
import io.wattline.model.command.ChargingProfileCommand.GetCompositeSchedule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The bodies of commands about charging profiles; {@code chargingProfileId} is a stored one, {@code profileId} OCPP's number. */
sealed interface ProfileForm extends CommandForm {
    /** By the name in the address, without any member. */
    Map<String, CommandForm> BLANK = Map.of("set-charging-profile", new SetChargingProfile(null, null, null, null, null, null),
            "clear-charging-profile", new ClearChargingProfileForm(null, null, null, null, null), "get-charging-profiles",
            new GetChargingProfilesForm(null, null, null, null, null), "get-composite-schedule",
            new GetCompositeScheduleForm(null, null, null));

    /** A TxProfile without a transaction is for the one that runs on the EVSE. */
    record SetChargingProfile(@Nullable UUID chargingProfileId, @Nullable JsonNode profile, @Min(0) @Nullable Integer evse,
            @Nullable UUID transactionId, @Size(min = 1, max = 36) @Nullable String ocppTransactionId,
            @Nullable Boolean verify) implements ProfileForm {
        @Override
        public CommandRequest request() {
            if ((chargingProfileId == null) == isAbsent(profile))
                throw Problem.badRequest("Which profile?", new Problem.Field("chargingProfileId", "is needed, or else profile, not both"));
            return new SetProfile(chargingProfileId, isAbsent(profile) ? null : profile, evse == null ? 0 : evse, transactionId,
                    ocppTransactionId == null ? null : new TransactionRef(ocppTransactionId), Boolean.TRUE.equals(verify));
        }
    }

    /** No member: all profiles of the station. */
    record ClearChargingProfileForm(@Nullable UUID chargingProfileId, @Nullable Integer profileId, @Min(0) @Nullable Integer evse,
            @Nullable String purpose, @Min(0) @Nullable Integer stackLevel) implements ProfileForm {
        @Override
        public CommandRequest request() {
            return new ClearProfile(chargingProfileId, new ClearChargingProfile(profileId, evse, purposeOf(purpose), stackLevel));
        }
    }

    record GetChargingProfilesForm(@Nullable Integer requestId, @Nullable Integer profileId, @Min(0) @Nullable Integer evse,
            @Nullable String purpose, @Min(0) @Nullable Integer stackLevel) implements ProfileForm {
        @Override
        public CommandRequest request() {
            int request = requestId == null ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : requestId;
            return new Ask(new GetChargingProfiles(request, profileId, evse, purposeOf(purpose), stackLevel));
        }
    }

    record GetCompositeScheduleForm(@Min(0) @Nullable Integer evse, @NotNull @Min(1) @Max(604_800) Integer durationSeconds,
            @Pattern(regexp = "A|W", message = "must be A or W") @Nullable String unit) implements ProfileForm {
        @Override
        public CommandRequest request() {
            return new Ask(
                    new GetCompositeSchedule(evse == null ? 0 : evse, durationSeconds, unit == null ? null : RateUnit.valueOf(unit)));
        }
    }

    static boolean isAbsent(@Nullable JsonNode node) { return node == null || node.isNull() || node.isMissingNode(); }

    private static @Nullable Purpose purposeOf(@Nullable String word) {
        try {
            return word == null ? null : Purpose.ofWord(word);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("Some members are not acceptable.", new Problem.Field("purpose", e.getMessage()));
        }
    }
}
