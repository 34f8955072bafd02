package io.wattline.csms.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** An API key as its holder has it: {@code wl_}, by which people and scanners recognise it, and 256 random bits in base64url. */
record Secret(String value) {
    static final String MARK = "wl_";
    private static final int SHOWN = MARK.length() + 6;

    static Secret random(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return new Secret(MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Enough to tell one's keys apart, and to find one in a log. */
    String prefix() {
        return value.length() < 2 * SHOWN ? MARK : value.substring(0, SHOWN);
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() { return prefix() + "…"; }
}
