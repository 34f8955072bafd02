package io.wattline.csms.web;

import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The one place where permissions are enforced: no controller method is found for a caller whom its {@link RouteRule} refuses. */
@Configuration(proxyBeanMethods = false)
class RuledRoutes {
    private static final String OURS = "io.wattline.";

    @Bean
    WebFluxRegistrations ruledMapping() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() { return new Mapping(); }
        };
    }

    private static final class Mapping extends RequestMappingHandlerMapping {
        @Override
        public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
            return super.getHandlerInternal(exchange).flatMap(route -> allowed(exchange, route));
        }

        /** Routes of libraries have no rule; which of them are public, the security filter says by their paths. */
        private static Mono<HandlerMethod> allowed(ServerWebExchange exchange, HandlerMethod route) {
            if (!route.getBeanType().getName().startsWith(OURS)) return Mono.just(route);
            RouteRule rule = RouteRule.of(route);
            if (rule instanceof RouteRule.Administrators && exchange.getAttribute(ForAdministrators.ATTRIBUTE) != null)
                return Mono.just(route);
            return CallerToken.callerOf(exchange).doOnNext(rule::check).switchIfEmpty(Mono.fromRunnable(() -> rule.check(null)))
                    .thenReturn(route);
        }
    }
}
