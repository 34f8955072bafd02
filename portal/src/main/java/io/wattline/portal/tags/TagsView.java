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

/** The tags of the account, a page of them. */
record TagsView(List<Row> rows, @Nullable String nextHref, boolean mayManage) {
    TagsView {
        rows = List.copyOf(rows);
    }

    static TagsView of(Listing<Tag> tags, Instant now, boolean mayManage) {
        String next = tags.next() == null ? null : "/tags?cursor=" + UriUtils.encode(tags.next(), StandardCharsets.UTF_8);
        return new TagsView(tags.items().stream().map(tag -> Row.of(tag, now)).toList(), next, mayManage);
    }

    /** {@code change} is what the button of the row would set "blocked" to. */
    record Row(String idTag, String name, @Nullable String parent, @Nullable String expiresAt, String state, String tone, String href,
            boolean change) {
        static Row of(Tag tag, Instant now) {
            boolean expired = tag.expiresAt() != null && tag.expiresAt().isBefore(now);
            String state = tag.blocked() ? "Blocked" : expired ? "Expired" : "Valid";
            String name = tag.name() != null ? tag.name() : tag.description() != null ? tag.description() : "";
            return new Row(tag.idTag(), name, tag.parentIdTag(), Figures.time(tag.expiresAt()), state,
                    tag.blocked() ? "bad" : expired ? "off" : "ok",
                    Links.tag(tag.idTag()), !tag.blocked());
        }
    }
}
