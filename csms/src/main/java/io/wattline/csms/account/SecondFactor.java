package io.wattline.csms.account;

import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Codes of an authenticator app beside the password, and recovery codes for the day the phone is gone. No code counts twice. */
@Service
class SecondFactor {
    /** What an app needs: the secret to type in, or all of it to scan. */
    record Proposal(String secret, String uri) {}

    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final TotpRows rows;
    private final Clock clock;

    SecondFactor(TotpRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    Mono<TotpRows.State> state(AccountId account, UserId user) { return rows.state(account, user); }

    /** Fails with {@code conflict} while it is on. */
    Mono<Proposal> propose(AccountId account, UserId user, String email) {
        byte[] secret = Secrets.bytes(SECRET_BYTES);
        String text = new Base32().encodeToString(secret);
        return rows.propose(account, user, secret).filter(stored -> stored == 1)
                .switchIfEmpty(Mono.error(() -> Problem.conflict("The second factor is on. Turn it off first.")))
                .thenReturn(
                        new Proposal(text, "otpauth://totp/Wattline:" + URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20")
                                + "?secret=" + text + "&issuer=Wattline"));
    }

    /** Turns it on if the code is one of the proposed secret; the recovery codes are told this once. */
    Mono<List<String>> confirm(AccountId account, UserId user, String code) {
        Instant now = clock.instant();
        List<String> codes = newCodes();
        return rows.secret(account, user)
                .switchIfEmpty(Mono.error(() -> Problem.conflict("There is no second factor to confirm.")))
                .flatMap(secret -> Totp.stepOf(secret, digits(code), now).stream().boxed().findFirst()
                        .map(step -> rows.confirm(account, user, step, now, hashes(codes)))
                        .orElseGet(() -> Mono.error(Problem.badRequest("The code is wrong. Check the clock of your device.",
                                new Problem.Field("code", "is wrong")))))
                .switchIfEmpty(Mono.error(() -> Problem.conflict("The second factor is on already."))).thenReturn(codes);
    }

    Mono<List<String>> renewCodes(AccountId account, UserId user) {
        List<String> codes = newCodes();
        return rows.state(account, user).filter(TotpRows.State::on)
                .switchIfEmpty(Mono.error(() -> Problem.conflict("The second factor is off.")))
                .flatMap(_ -> rows.replaceCodes(account, user, hashes(codes)).thenReturn(codes));
    }

    /** Whether there was one. */
    Mono<Boolean> turnOff(AccountId account, UserId user) { return rows.remove(account, user); }

    /** Whether a code of the app, or a recovery code, lets the user in; it does not a second time. */
    Mono<Boolean> accepts(User user, String code) {
        Instant now = clock.instant();
        String digits = digits(code);
        if (digits.length() != 6) return rows.useCode(user.account(), user.id(), hash(code), now);
        return rows.secret(user.account(), user.id())
                .flatMap(secret -> Totp.stepOf(secret, digits, now).stream().boxed().findFirst()
                        .map(step -> rows.use(user.account(), user.id(), step)).orElse(Mono.just(false)))
                .defaultIfEmpty(false);
    }

    private static List<String> newCodes() {
        return Stream.generate(() -> new Base32().encodeToString(Secrets.bytes(RECOVERY_BYTES)).toLowerCase(Locale.ROOT)
                .replaceAll("(.{4})(?=.)", "$1-")).limit(RECOVERY_CODES).toList();
    }

    private static List<byte[]> hashes(List<String> codes) { return codes.stream().map(SecondFactor::hash).toList(); }

    /** However it was typed. */
    private static byte[] hash(String code) {
        return Secrets.hash(code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", ""));
    }

    private static String digits(String code) { return code.replaceAll("\\s", "").matches("\\d{6}") ? code.replaceAll("\\s", "") : ""; }
}
