package io.wattline.simulator.load;

import java.time.Duration;

/** Times as people write them: 500ms, 10s, 5m, 1h. */
public final class Times {
    private Times() {}

    /** Fails with IllegalArgumentException, with a sentence. */
    public static Duration parse(String text) {
        if (!text.matches("[0-9]+(ms|s|m|h)")) throw new IllegalArgumentException("a time like 500ms, 10s, 5m or 1h, not " + text);
        long number = Long.parseLong(text.replaceAll("[a-z]+", ""));
        return switch (text.replaceAll("[0-9]+", "")) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
