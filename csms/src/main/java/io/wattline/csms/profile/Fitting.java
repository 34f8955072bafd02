package io.wattline.csms.profile;

import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.web.Problem;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Kind;
import io.wattline.model.charging.ChargingProfile.Period;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.ChargingProfile.RateUnit;
import io.wattline.model.charging.ChargingProfile.Schedule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a profile one that its station takes, and says in sentences what that changed. */
final class Fitting {
    private static final int DECIMALS = 1;

    private final StationLimits limits;
    private final Supply supply;
    private final Quirks quirks;
    private final Instant now;
    private final List<String> adjustments = new ArrayList<>();

    Fitting(StationLimits limits, Supply supply, Quirks quirks, Instant now) {
        this.limits = limits;
        this.supply = supply;
        this.quirks = quirks;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    List<String> adjustments() { return List.copyOf(adjustments); }

    /** Fails with {@code bad_request} for more periods than the station takes. */
    ChargingProfile fit(ChargingProfile profile) {
        var schedules = profile.schedules().stream().map(schedule -> fit(profile.kind(), schedule)).toList();
        return new ChargingProfile(profile.id(), stackLevel(profile.stackLevel()), purpose(profile.purpose()), profile.kind(),
                profile.recurrency(),
                profile.validFrom(), profile.validTo(), profile.transaction(), schedules);
    }

    private int stackLevel(int wanted) {
        if (limits.maxStackLevel() == null || wanted <= limits.maxStackLevel()) return wanted;
        adjustments.add("The stack level " + wanted + " became " + limits.maxStackLevel() + ", the highest that this station takes.");
        return limits.maxStackLevel();
    }

    private Purpose purpose(Purpose wanted) {
        if (wanted != Purpose.STATION_MAX || quirks.takesStationMaxProfile()) return wanted;
        adjustments.add("The limit of the station became the default of its transactions, because this make refuses the former.");
        return Purpose.TX_DEFAULT;
    }

    private Schedule fit(Kind kind, Schedule schedule) {
        if (limits.maxPeriods() != null && limits.maxPeriods() > 0 && schedule.periods().size() > limits.maxPeriods())
            throw Problem.badRequest("The station takes " + limits.maxPeriods() + " periods a schedule.",
                    new Problem.Field("schedules.periods", "are " + schedule.periods().size()));
        RateUnit unit = limits.units().isEmpty() || limits.units().contains(schedule.unit())
                ? schedule.unit()
                : limits.units().iterator().next();
        if (unit != schedule.unit())
            adjustments.add("Limits in " + schedule.unit() + " became limits in " + unit
                    + ", the only unit this station takes, at " + supply.volts().setScale(0, RoundingMode.HALF_UP) + " V on "
                    + supply.phases() + (supply.phases() == 1 ? " phase." : " phases."));
        BigDecimal minRate = schedule.minRate() == null ? null : converted(schedule.minRate(), schedule.unit(), unit, supply.phases());
        return new Schedule(unit, start(kind, schedule.start()), schedule.durationSeconds(), minRate,
                schedule.periods().stream().map(period -> fit(period, schedule.unit(), unit)).toList());
    }

    private Period fit(Period period, RateUnit from, RateUnit to) {
        int phases = period.phases() == null ? supply.phases() : period.phases();
        return new Period(period.startSeconds(), converted(period.limit(), from, to, phases), period.phases(), period.phaseToUse());
    }

    /** Rounded down: a limit is a limit. */
    private BigDecimal converted(BigDecimal limit, RateUnit from, RateUnit to, int phases) {
        BigDecimal volts = supply.voltsOf(phases);
        BigDecimal same = from == to ? limit : to == RateUnit.W ? limit.multiply(volts) : limit.divide(volts, 3, RoundingMode.DOWN);
        BigDecimal rounded = same.setScale(quirks.refusesFractions() ? 0 : DECIMALS, RoundingMode.DOWN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** An Absolute schedule begins now unless told, a Recurring one with the day; those of a transaction begin with it. */
    private @Nullable Instant start(Kind kind, @Nullable Instant told) {
        return switch (kind) {
            case ABSOLUTE -> told == null ? now : told;
            case RECURRING -> told == null ? now.truncatedTo(ChronoUnit.DAYS) : told;
            case RELATIVE, DYNAMIC -> null;
        };
    }
}
