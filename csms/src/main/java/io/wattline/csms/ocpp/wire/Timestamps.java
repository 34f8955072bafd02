package io.wattline.csms.ocpp.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of stations, whose clocks and formats vary, and ours, which do not. */
public final class Timestamps {
    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");
    private static final Duration MOST_AHEAD = Duration.ofHours(24);
    private static final Pattern EPOCH = Pattern.compile("\\d{9,10}|\\d{12,13}");
    private static final Pattern SURPLUS_DIGITS = Pattern.compile("(\\.\\d{9})\\d+");
    private static final int[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("H:mm[:ss]")
            .optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter OURS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** A time as read; {@code zoned}: the text says in which zone. */
    record Reading(Instant at, boolean zoned) {}

    /** The moment a station claims, UTC when it names no zone; when it was received if the claim is absent, unreadable or implausible. */
    public static Instant read(@Nullable String claimed, Instant received) {
        if (claimed == null) return received;
        Reading reading = parse(claimed, ZoneOffset.UTC);
        return reading != null && isPlausible(reading.at(), received) ? reading.at() : received;
    }

    /** The moment of a text that may be of any time, such as an expiry; {@code otherwise} when it is unreadable. */
    public static @Nullable Instant readAny(String text, @Nullable Instant otherwise) {
        Reading reading = parse(text, ZoneOffset.UTC);
        return reading == null ? otherwise : reading.at();
    }

    /** With milliseconds and Z: some stations read nothing else. */
    public static String write(Instant at) { return OURS.format(at); }

    /** Neither before there was OCPP 1.6 nor more than a day ahead. */
    static boolean isPlausible(Instant at, Instant received) {
        return at.isAfter(EARLIEST) && at.isBefore(received.plus(MOST_AHEAD));
    }

    /** Null when it is no time. {@code zone}: where a clock stands that names none. */
    static @Nullable Reading parse(String text, ZoneId zone) {
        try {
            return isPlain(text) ? new Reading(parsePlainly(text), true) : parseLeniently(text.replace("\0", "").strip(), zone);
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    /** Every meter value has a time: without a formatter it is read at a tenth of the cost. */
    private static Instant parsePlainly(String text) {
        var date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        int end = text.length() - 1;
        int nanos = end == 19 ? 0 : number(text, 20, end) * TENS[29 - end];
        return LocalDateTime.of(date, LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) { return Integer.parseInt(text, from, to, 10); }

    private static @Nullable Reading parseLeniently(String text, ZoneId zone) {
        if (EPOCH.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return new Reading(text.length() > 10 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number), true);
        }
        boolean separated = text.length() > 10 && text.charAt(10) == ' ';
        String iso = (separated ? text.substring(0, 10) + "T" + text.substring(11) : text).replace(" ", "");
        return switch (LENIENT.parseBest(SURPLUS_DIGITS.matcher(iso).replaceFirst("$1"), OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime zoned -> new Reading(zoned.toInstant(), true);
            case LocalDateTime local -> new Reading(local.atZone(zone).toInstant(), false);
            default -> null;
        };
    }

    /** As RFC 3339 has it and nearly every station writes it. */
    private static boolean isPlain(String text) {
        int end = text.length() - 1;
        return end >= 19 && end <= 29 && end != 20 && text.charAt(end) == 'Z' && text.charAt(4) == '-' && text.charAt(7) == '-'
                && text.charAt(10) == 'T' && text.charAt(13) == ':' && text.charAt(16) == ':' && (end == 19 || text.charAt(19) == '.')
                && text.indexOf(' ') < 0;
    }
}
