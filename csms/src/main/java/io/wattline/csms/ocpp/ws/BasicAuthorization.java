package io.wattline.csms.ocpp.ws;

import io.wattline.csms.ocpp.ConnectionAttempt.BasicCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The header {@code Authorization: Basic}. Passwords are bytes, for stations send what is no text. Source: RFC 7617, OCPP-J 1.6 §6.2.3. */
final class BasicAuthorization {
    private static final String SCHEME = "basic ";

    private BasicAuthorization() {}

    /** Empty when the header is not Basic. Without a colon all of it is the password of a user without a name. */
    static Optional<BasicCredentials> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return Optional.empty();
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (int colon = 0; colon < decoded.length; colon++)
            if (decoded[colon] == ':')
                return Optional.of(new BasicCredentials(new String(decoded, 0, colon, StandardCharsets.UTF_8),
                        Arrays.copyOfRange(decoded, colon + 1, decoded.length)));
        return Optional.of(new BasicCredentials("", decoded));
    }
}
