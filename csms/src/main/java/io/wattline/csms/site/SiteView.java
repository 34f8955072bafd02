package io.wattline.csms.site;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A site as it is shown; the position is in degrees of WGS 84. */
record SiteView(UUID id, String name, @Nullable String address, @Nullable BigDecimal latitude, @Nullable BigDecimal longitude,
        String timeZone, List<String> stationIds, List<UUID> userIds) {
    SiteForm form() { return new SiteForm(name, address, latitude, longitude, timeZone, stationIds, userIds); }

    /** With his stations only, and without the names of others. */
    SiteView forDriver(Predicate<String> isHis) {
        return new SiteView(id, name, address, latitude, longitude, timeZone, stationIds.stream().filter(isHis).toList(), List.of());
    }
}
