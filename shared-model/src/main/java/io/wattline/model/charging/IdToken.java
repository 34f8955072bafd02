package io.wattline.model.charging;

import java.util.Locale;

/**
 * What a driver presents: an RFID card's id, an eMAID, an app's token.
 * At most 20 characters in OCPP 1.6 and 255 in 2.x; tokens are the same when they differ in case or outer blanks only (OCPP 1.6 §7.28, 2.x identifierString).
 */
public record IdToken(String value) {
    public IdToken { value = value.replace("\0", "").strip(); }

    /** The form to compare and look up by. */
    public String key() { return value.toUpperCase(Locale.ROOT); }

    public boolean isEmpty() { return value.isEmpty(); }
}
