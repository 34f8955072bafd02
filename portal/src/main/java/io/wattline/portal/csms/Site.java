package io.wattline.portal.csms;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place that groups stations; the position is in degrees. */
public record Site(String id, String name, @Nullable String address, @Nullable BigDecimal latitude, @Nullable BigDecimal longitude,
        String timeZone, List<String> stationIds, List<String> userIds) {
    public Site {
        stationIds = List.copyOf(stationIds);
        userIds = List.copyOf(userIds);
    }
}
