package io.wattline.csms.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A caller whose credentials were checked; the credentials themselves are not kept. */
final class CallerToken extends AbstractAuthenticationToken {
    private final Caller caller;

    CallerToken(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
    }

    /** Empty when nobody signed in. */
    static Mono<Caller> callerOf(ServerWebExchange exchange) {
        return exchange.getPrincipal().ofType(CallerToken.class).map(token -> token.caller);
    }

    @Override
    public @Nullable Object getCredentials() { return null; }

    @Override
    public Object getPrincipal() { return caller; }
}
