package io.wattline.csms.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The passwords that are tried first. The list holds what people build theirs of; each word stands for all that is made of it by capitals,
 * by digits and signs around it, by digits for letters, or by saying it twice.
 */
final class CommonPasswords {
    private static final String FILE = "/passwords/common.txt";
    private static final String LEET = "4a@a3e1i!i0o5s$s7t8b9g2z";
    private static final int FEWEST_CHARACTERS = 5;
    private static final int LONG_NUMBER = 15;
    /** In which fingers run over keyboards and alphabets. */
    private static final List<String> RUNS = List.of("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "q1w2e3r4t5y6u7i8o9p0",
            "1q2w3e4r5t6y7u8i9o0p", "zaq12wsxcde34rfvbgt56yhnmju78ik", "147258369", "a1b2c3d4e5f6g7h8i9j0", "1a2b3c4d5e6f7g8h9i0j");

    private final Set<String> words;

    CommonPasswords() {
        try (InputStream file = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(FILE))) {
            words = new HashSet<>(Arrays.asList(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\\s+")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean includes(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String spoken = withLetters(lower);
        return lower.chars().distinct().count() < FEWEST_CHARACTERS || isRun(lower) || isShortNumber(lower)
                || has(lower) || has(letters(lower)) || has(spoken) || has(letters(spoken)) || has(letters(withLetters(letters(lower))));
    }

    /** In lower case, without what is no letter at both ends and without spaces. */
    static String letters(String password) {
        return password.toLowerCase(Locale.ROOT).replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "").replaceAll("[\\s._-]", "");
    }

    private boolean has(String word) {
        if (word.length() < 3) return false;
        int half = word.length() / 2;
        return words.contains(word)
                || word.length() % 2 == 0 && word.startsWith(word.substring(half)) && words.contains(word.substring(half))
                || isMadeOfTwo(word);
    }

    private boolean isMadeOfTwo(String word) {
        for (int at = 3; at <= word.length() - 3; at++)
            if (words.contains(word.substring(0, at)) && words.contains(word.substring(at))) return true;
        return false;
    }

    private static boolean isShortNumber(String lower) { return lower.length() < LONG_NUMBER && letters(lower).isEmpty(); }

    private static boolean isRun(String lower) {
        String core = lower.replaceAll("[^a-z0-9]", "");
        String reversed = new StringBuilder(core).reverse().toString();
        return core.length() > 3 && RUNS.stream().map(run -> run + run).anyMatch(run -> run.contains(core) || run.contains(reversed));
    }

    private static String withLetters(String lower) {
        var letters = new StringBuilder();
        for (int i = 0; i < lower.length(); i++) {
            int at = LEET.indexOf(lower.charAt(i));
            letters.append(at >= 0 && at % 2 == 0 ? LEET.charAt(at + 1) : lower.charAt(i));
        }
        return letters.toString();
    }
}
