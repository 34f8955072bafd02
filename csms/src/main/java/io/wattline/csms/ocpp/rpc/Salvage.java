package io.wattline.csms.ocpp.rpc;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What can be read, beyond doubt, of a text that is no JSON: frames between litter, and frames that ran together. */
final class Salvage {
    private Salvage() {}

    /** The frames' texts in their order; the last may be a broken rest. Empty when nothing whole is in it, or all of it is one. */
    static List<String> texts(String text) {
        String clean = withoutLitter(text);
        var texts = new ArrayList<String>();
        int end = clean.startsWith("[") ? split(clean, texts) : 0;
        String rest = withoutLitter(clean.substring(end));
        if (!texts.isEmpty() && !rest.isEmpty()) texts.add(rest);
        return texts.equals(List.of(text)) ? List.of() : texts;
    }

    /** Cuts whole arrays from the front; returns where the last of them ends. */
    private static int split(String text, List<String> texts) {
        int end = 0;
        try (JsonParser parser = FrameCodec.mapper().createParser(text)) {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
                parser.skipChildren();
                end = Math.toIntExact(parser.currentLocation().getCharOffset());
                texts.add(text.substring(start, end));
            }
        } catch (JacksonException _) {
            return end; // what follows is the rest
        }
        return end;
    }

    /** Byte order marks, NULs, blanks and commas around a frame or between two, and commas before its first element. */
    private static String withoutLitter(String text) {
        int start = 0;
        while (start < text.length() && isLitter(text.charAt(start))) start++;
        int end = text.length();
        while (end > start && isLitter(text.charAt(end - 1))) end--;
        String clean = text.substring(start, end);
        return clean.startsWith("[") ? "[" + withoutLeadingCommas(clean.substring(1)) : clean;
    }

    private static String withoutLeadingCommas(String inner) {
        int start = 0;
        while (start < inner.length() && (inner.charAt(start) == ',' || Character.isWhitespace(inner.charAt(start)))) start++;
        return inner.substring(start);
    }

    private static boolean isLitter(char c) { return c == '\uFEFF' || c == '\uFFFE' || c == ',' || Character.isISOControl(c) || c == ' '; }
}
