package io.wattline.csms.station;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.account.Passwords;
import io.wattline.csms.secret.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checks what stations present against BCrypt hashes. Ten thousand that return at once cannot wait for ten thousand BCrypts, so where there is
 * a master key a hash is kept with a seal: a keyed hash of it and of the password, which is worth nothing to whoever has the database alone.
 * What was right without a seal is remembered, so that at least a reconnect costs microseconds. A new password is asked for at once.
 */
@Component
class StationPasswords {
    /** Of an AuthorizationKey, in bytes. */
    private static final int SHORTEST_KEY = 8;
    private static final int LONGEST_KEY = 20;
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2}){" + SHORTEST_KEY + "," + LONGEST_KEY + "}");
    private static final String SEALED_WITH = " ";

    private final Passwords passwords;
    private final Optional<SecretKeySpec> sealing;
    private final SecretKeySpec remembering;
    private final Cache<ByteBuffer, Boolean> right = Caffeine.newBuilder().maximumSize(200_000).build();

    StationPasswords(Passwords passwords, SecretBox secrets) {
        this.passwords = passwords;
        this.sealing = secrets.keyFor("station passwords");
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.remembering = new SecretKeySpec(random, "HmacSHA256");
    }

    Mono<String> hash(String password) {
        return passwords.hash(password).map(hash -> sealing
                .map(key -> hash + SEALED_WITH + Base64.getEncoder().encodeToString(keyed(key, hash, bytes(password)))).orElse(hash));
    }

    /** {@code stored}: what {@link #hash} made of the right one, with the present master key, with another or with none. */
    Mono<Boolean> matches(byte[] presented, String stored) {
        List<byte[]> spellings = spellings(presented);
        int end = stored.indexOf(SEALED_WITH);
        if (end < 0) return matchesUnsealed(spellings, stored);
        String hash = stored.substring(0, end);
        byte[] seal = Base64.getDecoder().decode(stored.substring(end + SEALED_WITH.length()));
        boolean sealed = sealing.isPresent()
                && spellings.stream().anyMatch(spelling -> MessageDigest.isEqual(seal, keyed(sealing.get(), hash, spelling)));
        return sealed ? Mono.just(true) : matchesUnsealed(spellings, hash);
    }

    private Mono<Boolean> matchesUnsealed(List<byte[]> spellings, String hash) {
        ByteBuffer fingerprint = ByteBuffer.wrap(keyed(remembering, hash, spellings.getFirst()));
        if (right.getIfPresent(fingerprint) != null) return Mono.just(true);
        return passwords.matches(spellings, hash).doOnNext(matches -> {
            if (matches) right.put(fingerprint, true);
        });
    }

    /**
     * The presented one first. A 1.6 AuthorizationKey is a hexadecimal text; stations send the text or the bytes it stands for, operators enter
     * the one or the other. Source: OCPP-J 1.6 §6.2.3.
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

    private static byte[] bytes(String text) { return text.getBytes(StandardCharsets.UTF_8); }

    private static byte[] keyed(SecretKeySpec key, String hash, byte[] password) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(bytes(hash));
            return mac.doFinal(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
