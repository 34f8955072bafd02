package io.wattline.csms.tag;

import io.wattline.model.charging.IdToken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tag as it is set: an id of at most 36 characters, of which OCPP 1.6 stations know 20; {@code userIds} may charge with it in the app.
 *
 * @param type what it is read from, as OCPP 2.x names it; null fits any
 * @param blockedReason for people; forgotten when the tag is not blocked
 * @param maxTransactions how many may run at once with it; null leaves it to the account's {@code concurrentTransactions}
 * @param maxPoolTransactions how many may run at once with it and all tags below it together
 * @param onlyAt where it, and all tags below it, may charge; null is everywhere
 */
record TagForm(@NotNull @Pattern(regexp = TagForm.ID, message = "must have 1 to 36 characters") String idTag,
        @Pattern(regexp = TokenTypes.PATTERN, message = "must be one of " + TokenTypes.PATTERN) @Nullable String type,
        @Size(max = 100) @Nullable String name, @Size(max = 500) @Nullable String description,
        @Size(min = 1, max = 36) @Nullable String parentIdTag, @Nullable Instant expiresAt,
        @NotNull Boolean blocked, @Size(max = 200) @Nullable String blockedReason, @Min(1) @Max(10_000) @Nullable Integer maxTransactions,
        @Min(1) @Max(10_000) @Nullable Integer maxPoolTransactions, @Valid @Nullable OnlyAt onlyAt,
        @NotNull List<@NotNull UUID> userIds) {
    static final String ID = "\\S(\\P{Cntrl}{0,34}\\S)?";
    static final TagForm BLANK = new TagForm(null, null, null, null, null, null, false, null, null, null, null, List.of());

    TagForm {
        if (!Boolean.TRUE.equals(blocked)) blockedReason = null;
    }

    /** Nowhere when it names neither. */
    record OnlyAt(@NotNull List<@NotNull String> stationIds, @NotNull List<@NotNull UUID> siteIds) {
        OnlyAt {
            if (stationIds == null) stationIds = List.of();
            if (siteIds == null) siteIds = List.of();
        }
    }

    /** Whether a tag can be called so. */
    static boolean isId(String text) { return text.matches(ID); }

    IdToken token() { return new IdToken(idTag == null ? "" : idTag); }

    @Nullable
    String parentKey() { return parentIdTag == null ? null : new IdToken(parentIdTag).key(); }

    List<String> stationIds() { return onlyAt == null ? List.of() : onlyAt.stationIds(); }

    List<UUID> siteIds() { return onlyAt == null ? List.of() : onlyAt.siteIds(); }

    /** Without what makes no difference: the case of the parent, and orders. */
    TagForm plain() {
        OnlyAt places = onlyAt == null
                ? null
                : new OnlyAt(stationIds().stream().distinct().sorted().toList(), siteIds().stream().distinct().sorted().toList());
        return new TagForm(idTag, type, name, description, parentKey(), expiresAt, blocked, blockedReason, maxTransactions,
                maxPoolTransactions, places, userIds.stream().distinct().sorted().toList());
    }

    TagForm lost() {
        return new TagForm(idTag, type, name, description, parentIdTag, expiresAt, true, "Reported as lost.", maxTransactions,
                maxPoolTransactions, onlyAt, userIds);
    }
}
