package io.wattline.csms.web;

import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import reactor.core.publisher.Mono;

/** Bearer tokens for everything but the few public addresses; stations at their own doors authenticate themselves. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final Set<String> STATION_DOORS = Set.of("ocpp", "steve", "websocket", "soap", "files");
    /** Each route there says itself what it needs: see {@link RuledRoutes}. */
    private static final String[] RULED = {"/api/v1/**", "/oauth2/jwks"};
    private static final String[] PUBLIC = {"/actuator/health/**", "/actuator/prometheus", "/v3/api-docs/**", "/v3/api-docs.yaml",
            "/swagger-ui.html", "/swagger-ui/**", "/webjars/**"};
    private static final ServerWebExchangeMatcher NOT_A_STATION = exchange -> {
        String first = exchange.getRequest().getPath().pathWithinApplication().value().split("/", 3)[1];
        return STATION_DOORS.contains(first.toLowerCase(Locale.ROOT)) ? MatchResult.notMatch() : MatchResult.match();
    };

    @Bean
    SecurityWebFilterChain rest(ServerHttpSecurity http, Authentications authentications) {
        return http.securityMatcher(NOT_A_STATION).csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable).logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)).contentSecurityPolicy(
                        policy -> policy.policyDirectives(
                                "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'")))
                .authorizeExchange(exchanges -> exchanges.pathMatchers(RULED).permitAll().pathMatchers(PUBLIC).permitAll().anyExchange()
                        .authenticated())
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint((_, _) -> Mono.error(Problem.unauthorized("Sign in first.")))
                                .accessDeniedHandler((_, _) -> Mono.error(Problem.forbidden("This is not allowed."))))
                .oauth2ResourceServer(
                        bearer -> bearer.bearerTokenConverter(authentications::presented)
                                .authenticationManagerResolver(authentications::managerFor)
                                .authenticationEntryPoint(
                                        (_, _) -> Mono.error(Problem.unauthorized("The access token is not valid or has expired."))))
                .build();
    }

    /** Stations choose their ids: those with a slash or a percent sign have an address too. */
    @Bean
    ServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        return firewall;
    }
}
