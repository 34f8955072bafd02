package io.wattline.csms.metering;

import io.wattline.csms.web.Problem;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How finely a series is told: sample by sample, or one item for each span of time. */
enum Resolution {
    SAMPLES("raw", Duration.ZERO), MINUTE("1m", Duration.ofMinutes(1)), QUARTER_HOUR("15m", Duration.ofMinutes(15)), HOUR("1h",
            Duration.ofHours(1));

    private final String wireName;
    private final Duration span;

    Resolution(String wireName, Duration span) {
        this.wireName = wireName;
        this.span = span;
    }

    String wireName() { return wireName; }

    int seconds() { return Math.toIntExact(span.toSeconds()); }

    /** Null for {@code auto}, and when nothing is asked for; fails with {@code bad_request}. */
    static @Nullable Resolution asked(@Nullable String word) {
        if (word == null || word.equals("auto")) return null;
        return Arrays.stream(values()).filter(each -> each.wireName.equals(word)).findFirst().orElseThrow(() -> Problem
                .badRequest("There is no resolution " + word + ".", new Problem.Field("resolution", "auto, raw, 1m, 15m or 1h")));
    }

    /** The finest that tells the window in so many items of a connector, hours if none does. */
    static Resolution fitting(Duration window, int items) {
        return Arrays.stream(values()).filter(each -> each != SAMPLES && window.dividedBy(each.span) <= items).findFirst().orElse(HOUR);
    }
}
