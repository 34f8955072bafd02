package io.wattline.csms.profile;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What stations get from the grid that tell nothing of it and whose make tells nothing either: volts to neutral, and phases. */
@ConfigurationProperties("wattline.charging-profiles")
record ProfileProperties(@DefaultValue("230") BigDecimal volts, @DefaultValue("3") int phases) {
    ProfileProperties {
        if (volts.signum() <= 0) throw new IllegalArgumentException("wattline.charging-profiles.volts must be more than 0, not " + volts);
        if (phases < 1 || phases > Supply.MOST_PHASES)
            throw new IllegalArgumentException("wattline.charging-profiles.phases must be 1, 2 or 3, not " + phases);
    }

    Supply supply() { return new Supply(volts, phases); }
}
