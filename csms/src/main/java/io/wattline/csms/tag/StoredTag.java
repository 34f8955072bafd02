package io.wattline.csms.tag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tag and what it has from those above it. */
record StoredTag(TagForm form, boolean blockedHereOrAbove, @Nullable Instant validUntil) {}
