package io.wattline.portal.tags;

import io.wattline.portal.csms.Listing;
import io.wattline.portal.csms.Tag;
import io.wattline.portal.web.Figures;
import io.wattline.portal.web.Links;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The tags of the account, a page of them, and tokens that nobody knows. */
record TagsView(List<Row> rows, List<Seen> unknown, @Nullable String nextHref, boolean mayManage) {
    TagsView {
        rows = List.copyOf(rows);
        unknown = List.copyOf(unknown);
    }

    static TagsView of(Listing<Tag> tags, List<Tag.Unknown> unknown, Instant now, boolean mayManage) {
        String next = tags.next() == null ? null : "/tags?cursor=" + UriUtils.encode(tags.next(), StandardCharsets.UTF_8);
        return new TagsView(tags.items().stream().map(tag -> Row.of(tag, now)).toList(), unknown.stream().map(Seen::of).toList(), next,
                mayManage);
    }

    /** {@code change} is what the button of the row would set "blocked" to. */
    record Row(String idTag, String name, String type, @Nullable String parent, @Nullable String expiresAt, String state, String tone,
            String href, boolean change) {
        static Row of(Tag tag, Instant now) {
            boolean blocked = tag.blocked() || "Blocked".equals(tag.status());
            boolean expired = "Expired".equals(tag.status()) || tag.expiresAt() != null && tag.expiresAt().isBefore(now);
            String name = tag.name() != null ? tag.name() : tag.description() != null ? tag.description() : "";
            return new Row(tag.idTag(), name, tag.type() == null ? "any" : tag.type(), tag.parentIdTag(),
                    Figures.time(tag.validUntil() == null ? tag.expiresAt() : tag.validUntil()), state(tag, blocked, expired),
                    blocked ? "bad" : expired ? "off" : "ok", Links.tag(tag.idTag()), !tag.blocked());
        }

        private static String state(Tag tag, boolean blocked, boolean expired) {
            if (blocked) return tag.blocked() ? "Blocked" : "Blocked by a parent";
            return expired ? "Expired" : "Valid";
        }
    }

    record Seen(String idTag, String type, String station, String stationHref, @Nullable String lastSeenAt, long count) {
        static Seen of(Tag.Unknown tag) {
            return new Seen(tag.idTag(), tag.type() == null ? "" : tag.type(), tag.stationId(), Links.station(tag.stationId()),
                    Figures.time(tag.lastSeenAt()), tag.count());
        }
    }
}
