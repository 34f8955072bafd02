package io.wattline.csms.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables to save. Source: RFC 4180. */
public final class Csv {
    public static final String TYPE = "text/csv;charset=UTF-8";

    private Csv() {}

    /** What a cell of such a table said, once it is read. */
    public static String told(String cell) {
        return cell.startsWith("'") && isGuarded(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean isGuarded(String text, int at) { return text.length() > at && "=+-@'\t\r".indexOf(text.charAt(at)) >= 0; }

    /** With its end. */
    public static String line(@Nullable Object... cells) {
        return Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /**
     * What a spreadsheet would take for a formula gets an apostrophe, because others write what they like; what begins with one gets another,
     * so that {@link #told} can tell them apart.
     */
    private static String cell(@Nullable Object value) {
        if (value == null) return "";
        String text = value.toString();
        if (isGuarded(text, 0)) text = "'" + text;
        return text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? text
                : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
