package io.wattline.csms.platform;

import io.wattline.csms.database.Actor;
import io.wattline.csms.web.ForAdministrators;
import io.wattline.csms.web.Problem;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** The administrators' own door: HTTP Basic with what the configuration says, and everything they change is told to the audit. */
@Component
@Order(0)
class PlatformFilter implements WebFilter {
    private static final PathPattern OURS = PathPatternParser.defaultInstance.parse("/api/v1/platform/**");
    private static final String BASIC = "basic ";

    private final Administrators administrators;

    PlatformFilter(Administrators administrators) { this.administrators = administrators; }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!OURS.matches(exchange.getRequest().getPath().pathWithinApplication())) return chain.filter(exchange);
        return Mono.defer(() -> {
            String address = addressOf(exchange);
            Administrator administrator = administrator(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION), address);
            exchange.getAttributes().put(ForAdministrators.ATTRIBUTE, administrator);
            Actor actor = administrator.actor(address, exchange.getResponse().getHeaders().getFirst("X-Request-ID"));
            return chain.filter(exchange).contextWrite(context -> context.put(Actor.class, actor));
        });
    }

    private Administrator administrator(@Nullable String header, String address) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BASIC)) throw Problem.unauthorized("This is for administrators.");
        String[] pair = decoded(header.substring(BASIC.length()).strip()).split(":", 2);
        if (pair.length < 2) throw Problem.unauthorized("This is for administrators.");
        return administrators.require(pair[0], pair[1], address);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String addressOf(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null ? "unknown" : remote.getAddress().getHostAddress();
    }
}
