package io.wattline.portal.login;

import io.wattline.portal.csms.CsmsClient.Tokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** The user's tokens in his browser, out of reach of scripts; the portal itself remembers nothing. */
final class SignInCookies {
    private static final String ACCESS = "wattline-access";
    private static final String REFRESH = "wattline-refresh";
    private static final String DEVICE = "wattline-device";
    private static final Duration DEVICE_LIFE = Duration.ofDays(365);
    private static final Duration REFRESH_LIFE = Duration.ofDays(30);
    /** The browser forgets an access token this long before it expires, so that none expires on its way. */
    private static final long MARGIN_SECONDS = 30;

    private SignInCookies() {}

    static @Nullable String access(ServerWebExchange exchange) { return value(exchange, ACCESS); }

    static @Nullable String refresh(ServerWebExchange exchange) { return value(exchange, REFRESH); }

    /** By which csms knows that the user signed in here before; stays when he signs out. */
    static @Nullable String device(ServerWebExchange exchange) {
        return value(exchange, DEVICE);
    }

    static void write(ServerWebExchange exchange, Tokens tokens) {
        if (tokens.deviceToken() != null) put(exchange, DEVICE, tokens.deviceToken(), DEVICE_LIFE);
        put(exchange, ACCESS, tokens.accessToken(), Duration.ofSeconds(Math.max(1, tokens.expiresIn() - MARGIN_SECONDS)));
        put(exchange, REFRESH, tokens.refreshToken(), REFRESH_LIFE);
    }

    static void dropAccess(ServerWebExchange exchange) { put(exchange, ACCESS, "", Duration.ZERO); }

    static void dropAll(ServerWebExchange exchange) {
        dropAccess(exchange);
        put(exchange, REFRESH, "", Duration.ZERO);
    }

    private static @Nullable String value(ServerWebExchange exchange, String name) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private static void put(ServerWebExchange exchange, String name, String value, Duration life) {
        boolean secure = "https".equals(exchange.getRequest().getURI().getScheme());
        exchange.getResponse().getCookies().set(name,
                ResponseCookie.from(name, value).httpOnly(true).secure(secure).sameSite("Lax").path("/").maxAge(life).build());
    }
}
