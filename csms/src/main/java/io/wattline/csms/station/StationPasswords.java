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
import java.util.stream.Stream;
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
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2}){8,20}");

    private final Passwords passwords;
    private final SecretKeySpec key;
    private final Cache<ByteBuffer, Boolean> right = Caffeine.newBuilder().maximumSize(200_000).build();

    StationPasswords(Passwords passwords) {
        this.passwords = passwords;
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

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
        if (HEX.matcher(text).matches()) return List.of(presented, HexFormat.of().parseHex(text));
        boolean binary = presented.length >= 8 && presented.length <= 20 && text.chars().anyMatch(c -> c < ' ' || c > '~');
        if (!binary) return List.of(presented);
        String hex = HexFormat.of().formatHex(presented);
        return Stream.of(hex, hex.toUpperCase(Locale.ROOT)).map(spelling -> spelling.getBytes(StandardCharsets.US_ASCII)).toList();
    }

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
