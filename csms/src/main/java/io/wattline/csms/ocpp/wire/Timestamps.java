package io.wattline.csms.ocpp.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times of stations, whose clocks and formats vary, and ours, which do not. */
public final class Timestamps {
    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");
    private static final Duration MOST_AHEAD = Duration.ofHours(24);
    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter OURS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** The moment a station claims, UTC when it names no zone; when it was received if the claim is absent, unreadable or implausible. */
    public static Instant read(@Nullable String claimed, Instant received) {
        if (claimed == null) return received;
        Instant at;
        try {
            at = parse(claimed.strip());
        } catch (DateTimeParseException e) {
            return received;
        }
        boolean plausible = at.isAfter(EARLIEST) && at.isBefore(received.plus(MOST_AHEAD));
        return plausible ? at : received;
    }

    /** The moment of a text that may be of any time, such as an expiry; {@code otherwise} when it is unreadable. */
    public static Instant readAny(String text, Instant otherwise) {
        try {
            return parse(text.strip());
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    /** With milliseconds and Z: some stations read nothing else. */
    public static String write(Instant at) { return OURS.format(at); }

    private static Instant parse(String text) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        return switch (LENIENT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeParseException("neither with nor without a zone", text, 0);
        };
    }
}
