package io.wattline.portal.login;

import io.wattline.portal.csms.AccessToken;
import io.wattline.portal.csms.CsmsClient.Tokens;
import io.wattline.portal.csms.CsmsProblem;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds the user's access token for the calls to csms, exchanges an expired one, or leads to the login page. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class SignInFilter implements WebFilter {
    /** Set on an exchange whose access token is minutes younger than the request: asking for yet another would not help. */
    static final String REFRESHED = SignInFilter.class.getName() + ".refreshed";
    private static final List<String> OPEN = List.of("/login", "/logout", "/welcome", "/assets/", "/webjars/", "/actuator/",
            "/favicon.ico");
    private final Refreshes refreshes;

    SignInFilter(Refreshes refreshes) { this.refreshes = refreshes; }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isOpen(exchange)) return chain.filter(exchange);
        String access = SignInCookies.access(exchange);
        if (access != null) return chain.filter(exchange).contextWrite(context -> context.put(AccessToken.class, new AccessToken(access)));
        String refresh = SignInCookies.refresh(exchange);
        if (refresh == null) return LoginRedirect.answer(exchange);
        return refreshes.of(refresh).map(tokens -> signedIn(exchange, chain, tokens))
                .onErrorResume(CsmsProblem.class, problem -> Mono.just(notSignedIn(exchange, chain, problem)))
                .flatMap(next -> next);
    }

    private static Mono<Void> signedIn(ServerWebExchange exchange, WebFilterChain chain, Tokens tokens) {
        SignInCookies.write(exchange, tokens);
        exchange.getAttributes().put(REFRESHED, true);
        return chain.filter(exchange).contextWrite(context -> context.put(AccessToken.class, new AccessToken(tokens.accessToken())));
    }

    /** Only a refused refresh token signs the user out; while csms is away he gets the page that says so. */
    private static Mono<Void> notSignedIn(ServerWebExchange exchange, WebFilterChain chain, CsmsProblem problem) {
        return problem.status() >= 500 ? chain.filter(exchange) : LoginRedirect.answer(exchange);
    }

    private static boolean isOpen(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return OPEN.stream().anyMatch(path::startsWith);
    }
}
