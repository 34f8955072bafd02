package io.wattline.csms.tag;

import io.wattline.model.charging.IdToken;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tag, as shown and as set: an id of at most 36 characters, of which OCPP 1.6 stations know 20; {@code userIds} may charge with it in the app. */
record TagForm(@NotNull @Pattern(regexp = "\\S(\\P{Cntrl}{0,34}\\S)?", message = "must have 1 to 36 characters") String idTag,
        @Size(max = 100) @Nullable String name, @Size(max = 500) @Nullable String description, @Nullable String parentIdTag,
        @Nullable Instant expiresAt,
        @NotNull Boolean blocked, @NotNull List<@NotNull UUID> userIds) {
    static final TagForm BLANK = new TagForm(null, null, null, null, null, false, List.of());

    IdToken token() { return new IdToken(idTag == null ? "" : idTag); }
}
