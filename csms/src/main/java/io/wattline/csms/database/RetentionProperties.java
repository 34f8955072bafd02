package io.wattline.csms.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long data is kept: what meters sampled, and its minutes, quarters of an hour and hours; events, which the histories of stations are made
 * of. Whole days. How long frames are kept is each account's own choice.
 */
@ConfigurationProperties("wattline.retention")
public record RetentionProperties(@DefaultValue("400d") Duration meterValues, @DefaultValue("400d") Duration minutes,
        @DefaultValue("1100d") Duration quarterHours, @DefaultValue("3650d") Duration hours, @DefaultValue("400d") Duration events) {
    public RetentionProperties {
        for (Duration kept : new Duration[]{meterValues, minutes, quarterHours, hours, events})
            if (kept.toDays() < 1) throw new IllegalArgumentException("data is kept for a day at least");
    }
}
