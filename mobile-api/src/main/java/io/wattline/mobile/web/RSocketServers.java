package io.wattline.mobile.web;

import io.wattline.mobile.MobileProperties;
import io.wattline.mobile.csms.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.rsocket.context.RSocketServerBootstrap;
import org.springframework.boot.rsocket.netty.NettyRSocketServerFactory;
import org.springframework.boot.rsocket.server.RSocketServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.messaging.Message;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.messaging.rsocket.annotation.support.RSocketFrameTypeMessageCondition;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.security.config.annotation.rsocket.EnableRSocketSecurity;
import org.springframework.security.config.annotation.rsocket.RSocketSecurity;
import org.springframework.security.messaging.handler.invocation.reactive.AuthenticationPrincipalArgumentResolver;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.rsocket.core.PayloadSocketAcceptorInterceptor;
import org.springframework.util.RouteMatcher;

/**
 * RSocket over WebSocket (on the HTTP port, set up by the server itself) and over TCP, with the same routes and the same lock: a SETUP
 * without a valid access token is answered REJECTED_SETUP. A later request may carry a newer token in its own metadata.
 */
@Configuration(proxyBeanMethods = false)
@EnableRSocketSecurity
class RSocketServers {
    private static final int MAX_REQUEST_BYTES = 0xFFFFFF; // one frame of the protocol, the least the server lets us set

    @Bean
    RSocketMessageHandler routes(RSocketStrategies strategies) {
        RSocketMessageHandler routes = new KnownRoutes();
        routes.setRSocketStrategies(strategies);
        routes.getArgumentResolverConfigurer().addCustomResolver(new AuthenticationPrincipalArgumentResolver());
        return routes;
    }

    @Bean
    PayloadSocketAcceptorInterceptor lock(RSocketSecurity rsocket, ReactiveJwtDecoder tokens) {
        return rsocket.jwt(jwt -> jwt.authenticationManager(new JwtReactiveAuthenticationManager(tokens)))
                .authorizePayload(calls -> calls.setup().authenticated().anyExchange().authenticated()).build();
    }

    @Bean
    RSocketServerCustomizer bounded(PayloadSocketAcceptorInterceptor lock, OpenPhones phones) {
        return server -> server.maxInboundPayloadSize(MAX_REQUEST_BYTES)
                .interceptors(all -> all.forSocketAcceptor(lock).forSocketAcceptor(phones));
    }

    @Bean
    RSocketServerBootstrap tcp(MobileProperties settings, RSocketMessageHandler routes, List<RSocketServerCustomizer> customizers) {
        NettyRSocketServerFactory factory = new NettyRSocketServerFactory();
        factory.setPort(settings.rsocketTcpPort());
        factory.setRSocketServerCustomizers(customizers);
        return new RSocketServerBootstrap(factory, routes.responder());
    }

    private static final class KnownRoutes extends RSocketMessageHandler {
        @Override
        protected void handleNoMatch(RouteMatcher.@Nullable Route route, Message<?> message) {
            if (RSocketFrameTypeMessageCondition.CONNECT_CONDITION.getMatchingCondition(message) != null) return;
            String name = route == null ? "" : route.value();
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown_route", "There is no route \"" + name + "\" for this kind of request.");
        }
    }
}
