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

/** Who signed in passes the gate, and the audit learns who changes something, from where and with which request. */
@Component
@Order(0)
class CallerFilter implements WebFilter {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CallerGate gate;

    CallerFilter(CallerGate gate) { this.gate = gate; }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return CallerToken.callerOf(exchange).map(caller -> gate.admit(caller).then(Mono.defer(() -> asActor(caller, exchange, chain))))
                .defaultIfEmpty(chain.filter(exchange)).flatMap(rest -> rest);
    }

    private static Mono<Void> asActor(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
        if (READING.contains(exchange.getRequest().getMethod())) return chain.filter(exchange);
        Actor actor = caller.actor(Authentications.addressOf(exchange.getRequest()), RequestLog.idOf(exchange));
        return chain.filter(exchange).contextWrite(context -> context.put(Actor.class, actor));
    }
}
