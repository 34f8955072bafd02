package io.wattline.model.charging;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a driver presents: an RFID card's id, an eMAID, an app's token. {@code type} says what it was read from, as OCPP 2.x names it; null
 * where nobody said, as in 1.x. At most 20 characters in OCPP 1.6 and 255 in 2.x; tokens are the same when they differ in case or outer
 * blanks only (OCPP 1.6 §7.28, 2.x identifierString). Two of one value are equal, whatever they were read from.
 */
public record IdToken(String value, @Nullable String type) {
    public IdToken { value = value.replace("\0", "").strip(); }

    public IdToken(String value) { this(value, null); }

    /** The form to compare and look up by. */
    public String key() { return value.toUpperCase(Locale.ROOT); }

    public boolean isEmpty() { return value.isEmpty(); }

    @Override
    public boolean equals(@Nullable Object other) { return other instanceof IdToken token && token.value.equals(value); }

    @Override
    public int hashCode() { return value.hashCode(); }
}
