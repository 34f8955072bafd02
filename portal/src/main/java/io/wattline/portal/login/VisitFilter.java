package io.wattline.portal.login;

import io.wattline.portal.csms.Visit;
import java.net.InetSocketAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Remembers, for the calls to csms, from where a request comes. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class VisitFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress peer = exchange.getRequest().getRemoteAddress();
        String address = peer == null || peer.getAddress() == null ? null : peer.getAddress().getHostAddress();
        var visit = new Visit(address, exchange.getRequest().getHeaders().getFirst(HttpHeaders.USER_AGENT));
        return chain.filter(exchange).contextWrite(context -> context.put(Visit.class, visit));
    }
}
