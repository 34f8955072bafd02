package io.wattline.model.charging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a station is to know of a token while it has no connection; without a status it is to forget the token. */
public record LocalListEntry(IdToken token, @Nullable TagStatus status, @Nullable Instant expiresAt, @Nullable IdToken parent) {
    public static LocalListEntry removed(IdToken token) { return new LocalListEntry(token, null, null, null); }
}
