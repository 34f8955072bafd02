package io.wattline.csms.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each REST request an id, the caller's {@code X-Request-ID} or a new one, answers with it, and writes one line a request with
 * request, account, user and station as fields: at INFO where something may have changed or failed, at DEBUG for the rest.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLog implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String HEADER = "X-Request-ID";
    private static final String ATTRIBUTE = RequestLog.class.getName();
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final Clock clock;

    RequestLog(Clock clock) { this.clock = clock; }

    /** The id of a request, also for the log lines of others. */
    static @Nullable String idOf(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith("/api/")) return chain.filter(exchange);
        String given = exchange.getRequest().getHeaders().getFirst(HEADER);
        String id = given != null && ACCEPTABLE.matcher(given).matches() ? given : UUID.randomUUID().toString();
        exchange.getAttributes().put(ATTRIBUTE, id);
        exchange.getResponse().getHeaders().set(HEADER, id);
        Instant began = clock.instant();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> write(exchange, id, began)));
        return chain.filter(exchange);
    }

    private void write(ServerWebExchange exchange, String id, Instant began) {
        ServerHttpRequest request = exchange.getRequest();
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        int code = status == null ? 200 : status.value();
        boolean notable = !request.getMethod().equals(HttpMethod.GET) || code >= 500;
        var line = LOG.atLevel(notable ? Level.INFO : Level.DEBUG).addKeyValue("request", id).addKeyValue("method", request.getMethod())
                .addKeyValue("path", request.getPath().pathWithinApplication().value()).addKeyValue("status", code)
                .addKeyValue("millis", Duration.between(began, clock.instant()).toMillis());
        Caller caller = CallerArgument.callerOf(exchange);
        if (caller != null) line = line.addKeyValue("account", caller.account()).addKeyValue("user", caller.user());
        String station = stationOf(request.getPath().pathWithinApplication());
        if (station != null) line = line.addKeyValue("station", station);
        line.log("answered");
    }

    private static @Nullable String stationOf(PathContainer path) {
        var segments = path.elements().stream().filter(PathContainer.PathSegment.class::isInstance)
                .map(element -> ((PathContainer.PathSegment) element).valueToMatch()).toList();
        return segments.size() > 3 && segments.get(2).equals("stations") ? segments.get(3) : null;
    }
}
