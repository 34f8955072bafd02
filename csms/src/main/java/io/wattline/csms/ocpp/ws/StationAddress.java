package io.wattline.csms.ocpp.ws;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Who a path names: {@code /ocpp/{station}} with an optional account behind it, or an address that stations of other systems
 * are configured with. The fixed part is read in any case, doubled and trailing slashes are dropped, the identity is decoded once.
 */
record StationAddress(String station, @Nullable String account) {
    static Optional<StationAddress> of(String rawPath) {
        List<String> path = Stream.of(rawPath.split("/")).filter(segment -> !segment.isEmpty()).toList();
        if (begins(path, "steve", "websocket", "CentralSystemService") && path.size() == 4) return address(path.get(3), null);
        if (begins(path, "websocket", "CentralSystemService") && path.size() == 3) return address(path.get(2), null);
        if (begins(path, "steve", "ocpp", "v20") && path.size() == 4) return address(path.get(3), null);
        if (begins(path, "ocpp", "v20") && path.size() == 3) return address(path.get(2), null);
        if (begins(path, "ocpp") && path.size() == 2) return address(path.get(1), null);
        if (begins(path, "ocpp") && path.size() == 3) return address(path.get(1), path.get(2));
        return Optional.empty();
    }

    private static boolean begins(List<String> path, String... words) {
        if (path.size() < words.length) return false;
        for (int i = 0; i < words.length; i++) if (!path.get(i).equalsIgnoreCase(words[i])) return false;
        return true;
    }

    private static Optional<StationAddress> address(String station, @Nullable String account) {
        try {
            return Optional.of(new StationAddress(decoded(station), account == null ? null : decoded(account)));
        } catch (IllegalArgumentException e) { // a percent sign that encodes nothing
            return Optional.empty();
        }
    }

    /** A plus stays a plus: this is a path, not a form. */
    private static String decoded(String segment) {
        return UriUtils.decode(joined(segment), StandardCharsets.UTF_8);
    }

    /** Letters beyond ASCII that a station does not encode come as one character for each of their bytes, of UTF-8 or else of Latin-1. */
    private static String joined(String segment) {
        var bytes = ByteBuffer.wrap(segment.getBytes(StandardCharsets.ISO_8859_1));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            return segment;
        }
    }
}
