package io.wattline.csms.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list; {@code next} is the cursor of the part that follows, null at the end. */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page { items = List.copyOf(items); }

    /** Of the {@link PageQuery#rows()} rows that were read; {@code key} is what the list is ordered by and unique. */
    public static <T> Page<T> of(List<T> rows, PageQuery query, Function<T, String> key) {
        int limit = query.limit();
        if (rows.size() <= limit) return new Page<>(rows, null);
        return new Page<>(rows.subList(0, limit), cursor(key.apply(rows.get(limit - 1))));
    }

    /** A list that is always shown whole. */
    public static <T> Page<T> whole(List<T> items) { return new Page<>(items, null); }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
