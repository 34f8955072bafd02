package io.wattline.csms.web;

import io.wattline.csms.database.Actor;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Says for the audit who changes something, from where and with which request; after the caller is known. */
@Component
@Order(0)
class ActorFilter implements WebFilter {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (READING.contains(exchange.getRequest().getMethod())) return chain.filter(exchange);
        return CallerToken.callerOf(exchange)
                .map(caller -> caller.actor(Authentications.addressOf(exchange.getRequest()), RequestLog.idOf(exchange)))
                .map(actor -> chain.filter(exchange).contextWrite(context -> context.put(Actor.class, actor)))
                .defaultIfEmpty(chain.filter(exchange)).flatMap(rest -> rest);
    }
}
