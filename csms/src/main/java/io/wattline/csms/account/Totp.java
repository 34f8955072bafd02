package io.wattline.csms.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Six digits that change every 30 s, as every authenticator app makes them from SHA-1. Source: RFC 6238, RFC 4226 §5.3. */
final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 1_000_000;
    /** Clocks of phones are off, and people type slowly. */
    private static final int TOLERATED_STEPS = 1;

    private Totp() {}

    static long stepOf(Instant now) { return now.getEpochSecond() / STEP_SECONDS; }

    static String code(byte[] secret, long step) {
        byte[] hash = hash(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0x0f;
        int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % DIGITS);
    }

    /** The step whose code this is, of those that count now; the oldest first. */
    static OptionalLong stepOf(byte[] secret, String code, Instant now) {
        long step = stepOf(now);
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(step - TOLERATED_STEPS, step + TOLERATED_STEPS)
                .filter(each -> MessageDigest.isEqual(code(secret, each).getBytes(StandardCharsets.UTF_8), given)).findFirst();
    }

    private static byte[] hash(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
