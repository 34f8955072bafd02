package io.wattline.csms.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the token of a request to the reader that knows its kind. */
@Component
public class Authentications {
    private static final ServerBearerTokenAuthenticationConverter BEARER = new ServerBearerTokenAuthenticationConverter();
    private static final String KEY_HEADER = "X-API-Key";

    private final List<TokenReader> readers;

    Authentications(List<TokenReader> readers) { this.readers = readers; }

    /** {@code Authorization: Bearer} or {@code X-API-Key}; none for who comes for a new token: he may still carry the expired one. */
    Mono<Authentication> presented(ServerWebExchange exchange) {
        if (exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/api/v1/auth/")) return Mono.empty();
        String key = exchange.getRequest().getHeaders().getFirst(KEY_HEADER);
        return key == null ? BEARER.convert(exchange) : Mono.just(new BearerTokenAuthenticationToken(key));
    }

    Mono<ReactiveAuthenticationManager> managerFor(ServerWebExchange exchange) {
        String address = addressOf(exchange.getRequest());
        return Mono.just(presented -> presented instanceof BearerTokenAuthenticationToken bearer
                ? caller(bearer.getToken(), address).map(CallerToken::new)
                : Mono.empty());
    }

    private Mono<Caller> caller(String token, @Nullable String address) {
        for (TokenReader reader : readers) if (reader.knows(token)) return reader.read(token, address);
        return Mono.error(Problem.unauthorized("The access token is not valid or has expired."));
    }

    /** The client's, null when it is not known. */
    public static @Nullable String addressOf(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return remote == null ? null : remote.getAddress() == null ? remote.getHostString() : remote.getAddress().getHostAddress();
    }
}
