package io.wattline.portal.login;

import io.wattline.portal.web.LocalPath;
import java.time.Duration;
import java.util.Base64;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * What the browser keeps while its user is at the provider, so that only he can come back with the code, and only once: the state of the
 * request, the nonce of the ID token, the secret of PKCE, and where he wanted to go.
 */
record Departure(String state, String nonce, String verifier, String next) {
    private static final String COOKIE = "wattline-provider";
    private static final Duration LIFE = Duration.ofMinutes(10);

    void write(ServerWebExchange exchange) {
        String text = String.join("\n", state, nonce, verifier, next);
        put(exchange, Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)), LIFE);
    }

    /** Null when there is none, or it is not the one that the provider answers to; it is gone in any case. */
    static @Nullable Departure take(ServerWebExchange exchange, @Nullable String state) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
        put(exchange, "", Duration.ZERO);
        if (cookie == null || state == null) return null;
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8).split("\n", -1);
            return parts.length == 4 && parts[0].equals(state) ? new Departure(parts[0], parts[1], parts[2], LocalPath.of(parts[3])) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** Lax: the way back begins at the provider. */
    private static void put(ServerWebExchange exchange, String value, Duration life) {
        boolean secure = "https".equals(exchange.getRequest().getURI().getScheme());
        exchange.getResponse().getCookies().set(COOKIE, ResponseCookie.from(COOKIE, value).httpOnly(true).secure(secure).sameSite("Lax")
                .path("/login").maxAge(life).build());
    }
}
