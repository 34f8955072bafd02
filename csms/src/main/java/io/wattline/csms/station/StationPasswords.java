package io.wattline.csms.station;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.account.Passwords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checks what stations present against BCrypt hashes. What was right once is remembered, as a keyed hash and beside the hash it was right
 * for, so that a reconnect costs microseconds and a new password is asked for at once.
 */
@Component
class StationPasswords {
    /** Of an AuthorizationKey, in bytes. */
    private static final int SHORTEST_KEY = 8;
    private static final int LONGEST_KEY = 20;
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2}){" + SHORTEST_KEY + "," + LONGEST_KEY + "}");

    private final Passwords passwords;
    private final SecretKeySpec key;
    private final Cache<ByteBuffer, Boolean> right = Caffeine.newBuilder().maximumSize(200_000).build();

    StationPasswords(Passwords passwords) {
        this.passwords = passwords;
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    Mono<String> hash(String password) { return passwords.hash(password); }

    Mono<Boolean> matches(byte[] presented, String hash) {
        ByteBuffer fingerprint = fingerprint(presented, hash);
        if (right.getIfPresent(fingerprint) != null) return Mono.just(true);
        return passwords.matches(spellings(presented), hash).doOnNext(matches -> {
            if (matches) right.put(fingerprint, true);
        });
    }

    /**
     * A 1.6 AuthorizationKey is a hexadecimal text; stations send the text or the bytes it stands for, operators enter the one or the other.
     * Source: OCPP-J 1.6 §6.2.3.
     */
    private static List<byte[]> spellings(byte[] presented) {
        String text = new String(presented, StandardCharsets.ISO_8859_1);
        if (HEX.matcher(text).matches())
            return List.of(presented, HexFormat.of().parseHex(text), bytes(text.toLowerCase(Locale.ROOT)),
                    bytes(text.toUpperCase(Locale.ROOT)));
        if (presented.length < SHORTEST_KEY || presented.length > LONGEST_KEY) return List.of(presented);
        String hex = HexFormat.of().formatHex(presented);
        return List.of(presented, bytes(hex), bytes(hex.toUpperCase(Locale.ROOT)));
    }

    private static byte[] bytes(String ascii) { return ascii.getBytes(StandardCharsets.US_ASCII); }

    private ByteBuffer fingerprint(byte[] presented, String hash) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(mac.doFinal(presented));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
