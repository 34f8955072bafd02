package io.wattline.csms.ocpp.ws;

import io.wattline.model.station.OcppVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which OCPP version a connection speaks. Source: RFC 6455 §4.2.2, OCPP-J 1.6 §3.1.2. */
final class Subprotocols {
    private Subprotocols() {}

    /** A version and the name the station has for it, which is echoed to the letter. */
    record Chosen(OcppVersion version, String literal) {}

    /** The names of all header lines, one by one, blanks dropped. */
    static List<String> offered(List<String> headerLines) {
        return headerLines.stream().flatMap(line -> Stream.of(line.split(","))).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /** The first that is spoken, for a station names what it prefers first; null when none is. */
    static @Nullable Chosen choose(List<String> offered, Predicate<OcppVersion> spoken) {
        for (String name : offered) {
            var version = versionOf(name).filter(spoken);
            if (version.isPresent()) return new Chosen(version.get(), name);
        }
        return null;
    }

    /** Stations write {@code OCPP1.6}, {@code ocpp16}, {@code ocpp1_6}, {@code ocpp1.6j}; {@code ocpp2.0} is a draft that nobody speaks. */
    private static Optional<OcppVersion> versionOf(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")) {
            case "ocpp16", "ocpp16j" -> Optional.of(OcppVersion.V1_6);
            case "ocpp201" -> Optional.of(OcppVersion.V2_0_1);
            case "ocpp21" -> Optional.of(OcppVersion.V2_1);
            default -> Optional.empty();
        };
    }
}
