package io.wattline.csms.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables to save. Source: RFC 4180. */
public final class Csv {
    public static final String TYPE = "text/csv;charset=UTF-8";

    private Csv() {}

    /** With its end. */
    public static String line(@Nullable Object... cells) {
        return Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** What a spreadsheet would take for a formula gets an apostrophe, because others write what they like. */
    private static String cell(@Nullable Object value) {
        if (value == null) return "";
        String text = value.toString();
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) text = "'" + text;
        return text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? text
                : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
