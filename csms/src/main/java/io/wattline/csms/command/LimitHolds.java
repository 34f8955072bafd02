package io.wattline.csms.command;

import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Period;
import io.wattline.model.charging.ChargingProfile.Schedule;
import io.wattline.model.charging.Compliance;
import io.wattline.model.event.ChargingProfileFact.CompositeScheduleTold;
import io.wattline.model.event.StationEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The station's composite schedule keeps to the profile that it took. */
record LimitHolds(int evse, ChargingProfile profile) implements Effect {
    @Override
    public boolean isShownBy(StationEvent fact) { return concerns(fact) && Boolean.TRUE.equals(verdict(fact)); }

    @Override
    public Optional<String> isDeniedBy(StationEvent fact) {
        if (!concerns(fact) || Boolean.TRUE.equals(verdict(fact))) return Optional.empty();
        return Optional.of(verdict(fact) == null
                ? "Accepted, but the station's composite schedule cannot be compared with the profile."
                : "Accepted, but the station's composite schedule goes up to " + most(((CompositeScheduleTold) fact).schedule()) + ".");
    }

    private boolean concerns(StationEvent fact) { return fact instanceof CompositeScheduleTold told && told.evse() == evse; }

    private @Nullable Boolean verdict(StationEvent fact) { return Compliance.of(profile, ((CompositeScheduleTold) fact).schedule()); }

    private static String most(Schedule composite) {
        return composite.periods().stream().map(Period::limit).reduce(BigDecimal::max).map(BigDecimal::toPlainString).orElse("?") + " "
                + composite.unit();
    }

    @Override
    public Duration patience(CommandProperties settings) { return settings.effectTimeout(); }
}
