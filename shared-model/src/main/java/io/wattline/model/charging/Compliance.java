package io.wattline.model.charging;

import io.wattline.model.charging.ChargingProfile.Kind;
import io.wattline.model.charging.ChargingProfile.Period;
import io.wattline.model.charging.ChargingProfile.Recurrency;
import io.wattline.model.charging.ChargingProfile.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a station's composite schedule keeps to a profile: all profiles together never allow more than one of them. */
public final class Compliance {
    /** Stations round. */
    private static final BigDecimal SLACK = new BigDecimal("1.01");

    private Compliance() {}

    /** Null when the station told another unit, or when the profile says nothing of that time. */
    public static @Nullable Boolean of(ChargingProfile profile, Schedule composite) {
        Schedule wanted = profile.schedules().get(0);
        if (composite.start() == null || wanted.unit() != composite.unit()) return null;
        Boolean keeps = null;
        for (Period period : composite.periods()) {
            BigDecimal most = limitAt(profile, wanted, composite.start().plusSeconds(period.startSeconds()));
            if (most == null) continue;
            if (period.limit().compareTo(most.multiply(SLACK)) > 0) return false;
            keeps = true;
        }
        return keeps;
    }

    /** Of a schedule that begins with a transaction the highest limit, because its start is the station's to know. */
    private static @Nullable BigDecimal limitAt(ChargingProfile profile, Schedule schedule, Instant at) {
        if (profile.kind() == Kind.RELATIVE || profile.kind() == Kind.DYNAMIC || schedule.start() == null)
            return schedule.periods().stream().map(Period::limit).reduce(BigDecimal::max).orElse(null);
        long seconds = Duration.between(schedule.start(), at).toSeconds();
        if (profile.kind() == Kind.RECURRING)
            seconds = Math.floorMod(seconds,
                    (profile.recurrency() == Recurrency.WEEKLY ? Duration.ofDays(7) : Duration.ofDays(1)).toSeconds());
        if (seconds < 0 || schedule.durationSeconds() != null && seconds >= schedule.durationSeconds()) return null;
        BigDecimal limit = null;
        for (Period period : schedule.periods()) if (period.startSeconds() <= seconds) limit = period.limit();
        return limit;
    }
}
