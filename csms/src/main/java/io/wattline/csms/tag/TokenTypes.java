package io.wattline.csms.tag;

import io.wattline.model.charging.IdToken;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token can be read from. Source: OCPP 2.0.1 part 2 IdTokenEnumType, and what 2.1 adds in its appendix. */
final class TokenTypes {
    static final String PATTERN = "Central|eMAID|ISO14443|ISO15693|KeyCode|Local|MacAddress|NoAuthorization|DirectPayment|EVCCID|VIN";

    /** A station with OCPP 2.0.1 gets to know these as {@code Central}, and calls them so itself then. */
    private static final Set<String> OF_21 = Set.of("DirectPayment", "EVCCID", "VIN");

    private TokenTypes() {}

    /** What all stations with 2.x understand, to whom the others are tokens that a central system made up. */
    static IdToken told(IdToken tag) {
        return tag.type() != null && OF_21.contains(tag.type()) ? new IdToken(tag.value(), "Central") : tag;
    }

    /** Where either side does not say, it fits. */
    static boolean fits(@Nullable String wanted, IdToken token) {
        String told = token.type();
        return wanted == null || told == null || wanted.equalsIgnoreCase(told) || OF_21.contains(wanted) && told.equals("Central");
    }
}
