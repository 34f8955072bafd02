package io.wattline.csms.profile;

import io.wattline.csms.web.Problem;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Kind;
import io.wattline.model.charging.ChargingProfile.Period;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.ChargingProfile.RateUnit;
import io.wattline.model.charging.ChargingProfile.Recurrency;
import io.wattline.model.charging.ChargingProfile.Schedule;
import io.wattline.model.charging.TransactionRef;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charging profile as REST writes it. The name and OCPP's number {@code profileId} are for stored ones, which get a number, and optional
 * for those given with a command. Limits are in the schedule's unit: A of each phase, or W of all.
 */
record ProfileContent(@Min(1) @Nullable Integer profileId, @Size(min = 1, max = 100) @Nullable String name,
        @Size(max = 500) @Nullable String description,
        @NotNull @Pattern(regexp = "Charg(ePoint|ingStation)MaxProfile|ChargingStationExternalConstraints|TxDefaultProfile|TxProfile|PriorityCharging|LocalGeneration", message = "is no purpose of OCPP") String purpose,
        @NotNull @Pattern(regexp = "Absolute|Recurring|Relative|Dynamic", message = "must be Absolute, Recurring, Relative or Dynamic") String kind,
        @Pattern(regexp = "Daily|Weekly", message = "must be Daily or Weekly") @Nullable String recurrency,
        @NotNull @Min(0) Integer stackLevel, @Nullable Instant validFrom, @Nullable Instant validTo,
        @NotEmpty @Size(max = 3) List<@Valid @NotNull ScheduleContent> schedules) {
    static final ProfileContent BLANK = new ProfileContent(null, null, null, null, null, null, 0, null, null, null);

    record ScheduleContent(@NotNull @Pattern(regexp = "A|W", message = "must be A or W") String unit, @Nullable Instant start,
            @Min(1) @Nullable Integer durationSeconds, @DecimalMin("0") @Nullable BigDecimal minRate,
            @NotEmpty @Size(max = 1024) List<@Valid @NotNull PeriodContent> periods) {}

    record PeriodContent(@NotNull @Min(0) Integer startSeconds, @NotNull @DecimalMin("0") BigDecimal limit,
            @Min(1) @Max(3) @Nullable Integer phases, @Min(1) @Max(3) @Nullable Integer phaseToUse) {}

    /** The same when its members go together; fails with {@code bad_request}. */
    ProfileContent checked() {
        if (kind.equals("Recurring") != (recurrency != null)) throw wrong("recurrency", "is for the kind Recurring, which needs it");
        if (validFrom != null && validTo != null && !validTo.isAfter(validFrom)) throw wrong("validTo", "must be after validFrom");
        schedules.forEach(ProfileContent::check);
        return this;
    }

    private static void check(ScheduleContent schedule) {
        int last = -1;
        for (PeriodContent period : schedule.periods()) {
            if (last < 0 && period.startSeconds() != 0) throw wrong("schedules.periods", "the first begins with second 0");
            if (period.startSeconds() <= last) throw wrong("schedules.periods", "must be in the order of their start");
            last = period.startSeconds();
        }
    }

    ProfileContent stored(int number) {
        return new ProfileContent(number, name, description, purpose, kind, recurrency, stackLevel, validFrom, validTo, schedules);
    }

    ChargingProfile profile(int number, @Nullable TransactionRef transaction) {
        return new ChargingProfile(number, stackLevel, Purpose.ofWord(purpose), Kind.ofWord(kind),
                recurrency == null ? null : Recurrency.ofWord(recurrency), validFrom, validTo, transaction,
                schedules.stream().map(ProfileContent::schedule).toList());
    }

    static ProfileContent of(ChargingProfile profile) {
        return new ProfileContent(profile.id(), null, null, profile.purpose().toString(), profile.kind().toString(),
                profile.recurrency() == null ? null : profile.recurrency().toString(), profile.stackLevel(), profile.validFrom(),
                profile.validTo(), profile.schedules().stream().map(ProfileContent::of).toList());
    }

    static ScheduleContent of(Schedule schedule) {
        return new ScheduleContent(schedule.unit().name(), schedule.start(), schedule.durationSeconds(), schedule.minRate(),
                schedule.periods().stream()
                        .map(each -> new PeriodContent(each.startSeconds(), each.limit(), each.phases(), each.phaseToUse())).toList());
    }

    static Schedule schedule(ScheduleContent content) {
        return new Schedule(RateUnit.valueOf(content.unit()), content.start(), content.durationSeconds(), content.minRate(),
                content.periods().stream()
                        .map(each -> new Period(each.startSeconds(), each.limit(), each.phases(), each.phaseToUse())).toList());
    }

    private static Problem wrong(String field, String message) {
        return Problem.badRequest("Some members are not acceptable.", new Problem.Field(field, message));
    }
}
