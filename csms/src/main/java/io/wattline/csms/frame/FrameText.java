package io.wattline.csms.frame;

import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames as one text, in which PostgreSQL can look for words: nine fields a frame, divided by control characters that JSON never holds. Where
 * a station wrote such a one all the same, it stands behind an escape. Ids are told as the distance to the frame before.
 */
final class FrameText {
    /** Between the frames of a row and those of the next, on the way to the database. */
    static final char ROW = '\u001D';
    private static final char FRAME = '\u001E';
    private static final char FIELD = '\u001F';
    private static final char ESCAPE = '\u0010';
    /** Added to a character behind the escape, so that it is none of the four any more. */
    private static final int SHIFT = '@';
    private static final String NOTHING = ESCAPE + "0";

    private FrameText() {}

    static void write(List<FrameRow> frames, StringBuilder text) {
        for (int i = 0; i < frames.size(); i++) {
            if (i > 0) text.append(FRAME);
            write(frames.get(i), i == 0 ? 0 : frames.get(i - 1).id(), text);
        }
    }

    private static void write(FrameRow row, long before, StringBuilder text) {
        FrameSeen frame = row.frame();
        text.append(row.id() - before).append(FIELD).append(row.id() - micros(frame.at())).append(FIELD)
                .append(FrameView.wireName(frame.direction())).append(FIELD).append(FrameView.wireName(frame.type())).append(FIELD)
                .append(escaped(frame.action())).append(FIELD).append(escaped(frame.messageId())).append(FIELD);
        if (frame.latencyMillis() != null) text.append(frame.latencyMillis().intValue());
        text.append(FIELD).append(escaped(frame.verdict())).append(FIELD).append(escaped(frame.text()));
    }

    static List<FrameView> read(String station, String text) {
        var frames = new ArrayList<FrameView>();
        long id = 0;
        for (String frame : text.split(String.valueOf(FRAME), -1)) {
            String[] field = frame.split(String.valueOf(FIELD), -1);
            id += Long.parseLong(field[0]);
            frames.add(new FrameView(id, station, time(id - Long.parseLong(field[1])), field[2], field[3], plain(field[4]), plain(field[5]),
                    told(field[8]), field[6].isEmpty() ? null : Integer.valueOf(field[6]), told(field[7])));
        }
        return frames;
    }

    /** How a field other than the first and the last is found in the text. */
    static String field(String value) {
        return FIELD + escaped(value) + FIELD;
    }

    /** How a part of a field is found in the text; what PostgreSQL cannot keep is replaced. */
    static String escaped(@Nullable String value) {
        if (value == null) return NOTHING;
        if (isPlain(value)) return value;
        var escaped = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isDivider(c)) escaped.append(ESCAPE).append((char) (c + SHIFT));
            else
                escaped.append(c == '\0' ? '\uFFFD' : c);
        }
        return escaped.toString();
    }

    private static boolean isPlain(String value) {
        return value.indexOf(ROW) < 0 && value.indexOf(FRAME) < 0 && value.indexOf(FIELD) < 0 && value.indexOf(ESCAPE) < 0
                && value.indexOf('\0') < 0;
    }

    private static boolean isDivider(char c) { return c == ROW || c == FRAME || c == FIELD || c == ESCAPE; }

    private static @Nullable String plain(String escaped) { return escaped.equals(NOTHING) ? null : told(escaped); }

    private static String told(String escaped) {
        if (escaped.indexOf(ESCAPE) < 0) return escaped;
        var told = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            told.append(c == ESCAPE ? (char) (escaped.charAt(++i) - SHIFT) : c);
        }
        return told.toString();
    }

    static long micros(Instant at) { return ChronoUnit.MICROS.between(Instant.EPOCH, at); }

    static Instant time(long micros) { return Instant.EPOCH.plus(micros, ChronoUnit.MICROS); }
}
