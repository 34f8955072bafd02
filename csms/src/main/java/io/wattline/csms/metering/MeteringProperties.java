package io.wattline.csms.metering;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code aggregateAfter}: how old samples are when they become minutes, quarters of an hour and hours as well. */
@ConfigurationProperties("wattline.metering")
record MeteringProperties(@DefaultValue("15m") Duration aggregateAfter) {
    /** A report may have waited that long for the database, and counts by the time at which it came. */
    private static final Duration SHORTEST = Duration.ofMinutes(5);

    MeteringProperties {
        if (aggregateAfter.compareTo(SHORTEST) < 0) throw new IllegalArgumentException("samples are 5 minutes old at least");
    }
}
