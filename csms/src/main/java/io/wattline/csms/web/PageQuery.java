package io.wattline.csms.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Which part of a list: at most {@code limit} items (1 to 500, 100 unless told) after those the cursor of an earlier page stands for. */
public record PageQuery(@Min(1) @Max(500) @Nullable Integer limit, @Nullable String cursor) {
    public PageQuery { limit = limit == null ? Integer.valueOf(100) : limit; }

    /** How many rows to read: one more than asked for tells whether there is a next page. */
    public int rows() { return limit + 1; }

    /** The key of the last item of the page before, or null at the beginning; fails with {@code bad_request} for a cursor that is not ours. */
    public @Nullable String after() {
        if (cursor == null || cursor.isEmpty()) return null;
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw badCursor();
        }
    }

    /** {@link #after()} for lists whose key is a number. */
    public @Nullable Long afterNumber() {
        String key = after();
        try {
            return key == null ? null : Long.valueOf(key);
        } catch (NumberFormatException _) {
            throw badCursor();
        }
    }

    private static Problem badCursor() {
        return Problem.badRequest("The cursor is not one of ours.", new Problem.Field("cursor", "take it from an earlier page"));
    }
}
