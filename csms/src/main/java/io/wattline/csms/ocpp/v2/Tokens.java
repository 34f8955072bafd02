package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.v2.Message.Token;
import io.wattline.model.charging.IdToken;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tokens with a type, which 2.x adds. Source: OCPP 2.0.1 part 2 IdTokenEnumType. */
final class Tokens {
    static final String NO_AUTHORIZATION = "NoAuthorization";
    /** The UIDs of cards: 4, 7 or 10 bytes. Source: ISO/IEC 14443-3. */
    private static final Pattern CARD = Pattern.compile("[0-9A-Fa-f]{8}|[0-9A-Fa-f]{14}|[0-9A-Fa-f]{20}");

    private Tokens() {}

    static @Nullable IdToken of(@Nullable Token token) {
        if (token == null || token.idToken().isBlank()) return null;
        return new IdToken(token.idToken(), token.type());
    }

    /** Without a type, what looks like a card's UID is a card; any other token is one that a central system made up. */
    static Token of(IdToken token) {
        if (token.type() != null) return new Token(token.value(), token.type());
        return new Token(token.value(), CARD.matcher(token.value()).matches() ? "ISO14443" : "Central");
    }
}
