package io.wattline.csms.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.ocpp.TokenBucket;
import io.wattline.csms.ocpp.TokenBucket.Rate;
import io.wattline.csms.ocpp.Uptime;
import io.wattline.csms.platform.PlatformProperties.Person;
import io.wattline.csms.web.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Knows the administrators by what the configuration says; from one address, wrong passwords of one of them are few a minute. */
@Component
class Administrators {
    private static final Logger LOG = LoggerFactory.getLogger(Administrators.class);
    private static final Rate WRONG = new Rate(6, 10);

    private record Known(Administrator administrator, String digest) {}

    private record Attempt(Administrator administrator, String address) {}

    private final Map<String, Known> known;
    private final Cache<Attempt, TokenBucket> mistakes = Caffeine.newBuilder().maximumSize(10_000)
            .expireAfterAccess(Duration.ofMinutes(10)).build();

    Administrators(PlatformProperties properties) {
        known = properties.administrators().stream().map(Administrators::known)
                .collect(Collectors.toUnmodifiableMap(each -> key(each.administrator().email()), Function.identity()));
    }

    /** Fails with {@code unauthorized}, or with {@code rate_limited} after too many mistakes from that address. */
    Administrator require(String email, String password, String address) {
        Known found = known.get(key(email));
        if (found == null) throw wrong(address);
        var attempt = new Attempt(found.administrator(), address);
        boolean right = MessageDigest.isEqual(bytes(digest(password)), bytes(found.digest()));
        if (right && mistakes.getIfPresent(attempt) == null) return found.administrator();
        long wait = mistakes.get(attempt, _ -> new TokenBucket(WRONG)).tryTake(Uptime.millis());
        if (wait > 0)
            throw Problem.rateLimited("There were too many attempts; try again later.", Math.max(1, wait / 1_000));
        if (!right) throw wrong(address);
        mistakes.invalidate(attempt);
        return found.administrator();
    }

    private static Problem wrong(String address) {
        LOG.atWarn().addKeyValue("remote", address).log("wrong password of an administrator");
        return Problem.unauthorized("The e-mail address or the password is wrong.");
    }

    private static Known known(Person person) { return new Known(new Administrator(person.email()), digest(person.password())); }

    private static byte[] bytes(String text) { return text.getBytes(StandardCharsets.UTF_8); }

    private static String key(String email) { return email.toLowerCase(Locale.ROOT); }

    /** Of the same length whatever is hashed, so that comparing tells nothing; the passwords themselves are in the configuration anyway. */
    private static String digest(String password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(password)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
