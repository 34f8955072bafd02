package io.wattline.csms.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controller methods their {@link Caller} and keeps him with the exchange for the log. */
class CallerArgument implements HandlerMethodArgumentResolver {
    private static final String ATTRIBUTE = Caller.class.getName();

    static @Nullable Caller callerOf(ServerWebExchange exchange) { return exchange.getAttribute(ATTRIBUTE); }

    @Override
    public boolean supportsParameter(MethodParameter parameter) { return parameter.getParameterType() == Caller.class; }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return CallerToken.callerOf(exchange).doOnNext(caller -> exchange.getAttributes().put(ATTRIBUTE, caller)).cast(Object.class)
                .switchIfEmpty(Mono.error(() -> Problem.unauthorized("Sign in first.")));
    }
}
