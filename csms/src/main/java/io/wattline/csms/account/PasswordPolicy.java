package io.wattline.csms.account;

import io.wattline.csms.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which passwords are good enough: long, and not what attackers try first. No rules about kinds of characters. Source: NIST SP 800-63B §3.1.1. */
@Component
class PasswordPolicy {
    private static final int LONGEST_BYTES = 72;

    private final int shortest;
    private final CommonPasswords common = new CommonPasswords();

    PasswordPolicy(IdentityProperties identity) { this.shortest = identity.shortestPassword(); }

    /** Fails with {@code bad_request} that names {@code field} and says what is wrong. */
    void require(String field, String password, String email, String name) {
        if (password.codePointCount(0, password.length()) < shortest) throw refused(field, "has fewer than " + shortest + " characters");
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) throw refused(field, "has more than 72 bytes");
        if (common.includes(password)) throw refused(field, "is among the first that attackers try");
        if (isPersonal(password, email, name)) throw refused(field, "is made of your name or your address");
    }

    private static boolean isPersonal(String password, String email, String name) {
        String core = CommonPasswords.letters(password);
        return Stream.concat(Stream.of(email.split("[@.]")), Stream.of(name, name.replace(" ", "")))
                .map(word -> CommonPasswords.letters(word.toLowerCase(Locale.ROOT)))
                .anyMatch(word -> word.length() > 2 && (core.equals(word) || core.equals(word + word)));
    }

    private static Problem refused(String field, String sentence) {
        return Problem.badRequest("Choose another password.", new Problem.Field(field, sentence));
    }
}
