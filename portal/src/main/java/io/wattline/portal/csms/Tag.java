package io.wattline.portal.csms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that may charge; a blocked or expired parent blocks its children too. */
public record Tag(String idTag, @Nullable String name, @Nullable String description, @Nullable String parentIdTag,
        @Nullable Instant expiresAt,
        boolean blocked) {}
