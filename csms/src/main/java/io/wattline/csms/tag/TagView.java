package io.wattline.csms.tag;

import io.wattline.csms.tag.TagForm.OnlyAt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tag as it is shown. {@code status} and {@code validUntil} are what holds for it with all tags above it: Accepted, Blocked or Expired, and
 * the first expiry of them.
 */
record TagView(String idTag, @Nullable String type, @Nullable String name, @Nullable String description, @Nullable String parentIdTag,
        @Nullable Instant expiresAt, boolean blocked, @Nullable String blockedReason, @Nullable Integer maxTransactions,
        @Nullable Integer maxPoolTransactions, @Nullable OnlyAt onlyAt, List<UUID> userIds, String status, @Nullable Instant validUntil) {
    static TagView of(StoredTag tag, Instant now) {
        TagForm form = tag.form();
        boolean expired = tag.validUntil() != null && !tag.validUntil().isAfter(now);
        return new TagView(form.idTag(), form.type(), form.name(), form.description(), form.parentIdTag(), form.expiresAt(), form.blocked(),
                form.blockedReason(), form.maxTransactions(), form.maxPoolTransactions(), form.onlyAt(), form.userIds(),
                tag.blockedHereOrAbove() ? "Blocked" : expired ? "Expired" : "Accepted", tag.validUntil());
    }

    /** Who else has the tag is none of a driver's business. */
    TagView forDriver(UUID driver) {
        return new TagView(idTag, type, name, description, parentIdTag, expiresAt, blocked, blockedReason, maxTransactions,
                maxPoolTransactions, onlyAt, List.of(driver), status, validUntil);
    }
}
