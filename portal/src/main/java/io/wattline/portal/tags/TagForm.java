package io.wattline.portal.tags;

import io.wattline.portal.csms.CsmsProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What somebody writes of a tag; an empty field empties. The places count when {@code restricted} is ticked. */
record TagForm(@Nullable String idTag, @Nullable String type, @Nullable String name, @Nullable String description,
        @Nullable String parentIdTag, @Nullable String expiresAt, @Nullable String maxTransactions, @Nullable String maxPoolTransactions,
        @Nullable String restricted, @Nullable List<String> stationIds, @Nullable List<String> siteIds, @Nullable String usersShown,
        @Nullable List<String> userIds) {
    Map<String, Object> tag() {
        if (idTag == null || idTag.isBlank()) throw new CsmsProblem(400, "bad_request", "Give the number of the tag.", null);
        var tag = new LinkedHashMap<String, Object>();
        tag.put("idTag", idTag.strip());
        if (text(type) != null) tag.put("type", text(type));
        if (text(name) != null) tag.put("name", text(name));
        if (text(parentIdTag) != null) tag.put("parentIdTag", text(parentIdTag));
        return tag;
    }

    Map<String, @Nullable Object> changes() {
        var changes = new LinkedHashMap<String, @Nullable Object>();
        changes.put("type", text(type));
        changes.put("name", text(name));
        changes.put("description", text(description));
        changes.put("parentIdTag", text(parentIdTag));
        changes.put("expiresAt", text(expiresAt));
        changes.put("maxTransactions", text(maxTransactions));
        changes.put("maxPoolTransactions", text(maxPoolTransactions));
        changes.put("onlyAt", restricted == null ? null : new TreeMap<>(Map.of("siteIds", list(siteIds), "stationIds", list(stationIds))));
        if (usersShown != null) changes.put("userIds", list(userIds));
        return changes;
    }

    private static List<String> list(@Nullable List<String> ticked) { return ticked == null ? List.of() : ticked; }

    private static @Nullable String text(@Nullable String field) { return field == null || field.isBlank() ? null : field.strip(); }
}
