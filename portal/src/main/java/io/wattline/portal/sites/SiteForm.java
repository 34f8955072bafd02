package io.wattline.portal.sites;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody writes of a site; an empty field empties. */
record SiteForm(@Nullable String name, @Nullable String address, @Nullable String latitude, @Nullable String longitude,
        @Nullable String timeZone, @Nullable List<String> stationIds, @Nullable String usersShown, @Nullable List<String> userIds) {
    Map<String, @Nullable Object> site() {
        var site = new LinkedHashMap<String, @Nullable Object>();
        site.put("name", name == null ? "" : name.strip());
        site.put("address", text(address));
        site.put("latitude", text(latitude));
        site.put("longitude", text(longitude));
        site.put("timeZone", text(timeZone));
        return site;
    }

    /** The same with what can be ticked. */
    Map<String, @Nullable Object> changes() {
        Map<String, @Nullable Object> changes = site();
        changes.put("stationIds", stationIds == null ? List.of() : stationIds);
        if (usersShown != null) changes.put("userIds", userIds == null ? List.of() : userIds);
        return changes;
    }

    private static @Nullable String text(@Nullable String field) { return field == null || field.isBlank() ? null : field.strip(); }
}
