package io.wattline.mobile.web;

import io.wattline.mobile.MobileProperties;
import io.wattline.mobile.csms.CsmsProperties;
import io.wattline.mobile.csms.Problem;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CorsSpec;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import reactor.core.publisher.Mono;

/** Who may call the HTTP twin: whoever holds an access token of csms; signing in, the driver's page and health are open to all. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class WebSecurity {
    private static final String ISSUER = "wattline";
    private static final String PAGE_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String[] OPEN = {"/api/v1/auth/token", "/api/v1/auth/logout", "/", "/index.html", "/favicon.ico", "/driver/**",
            "/actuator/health/**", "/actuator/prometheus"};

    @Bean
    SecurityWebFilterChain http(ServerHttpSecurity http, ReactiveJwtDecoder tokens, MobileProperties settings, ProblemWriter problems) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // no cookies: a foreign page has no token to send
                .cors(cors -> allow(cors, settings.corsOrigins()))
                .authorizeExchange(calls -> calls.pathMatchers(OPEN).permitAll().anyExchange().authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtDecoder(tokens))
                        .authenticationEntryPoint((exchange, _) -> problems.write(exchange, Problem.signInAgain())))
                .exceptionHandling(spec -> spec
                        .authenticationEntryPoint((exchange, _) -> problems.write(exchange, Problem.signInAgain()))
                        .accessDeniedHandler((exchange, _) -> problems.write(exchange, Problem.of(HttpStatus.FORBIDDEN, "forbidden",
                                "You may not do this."))))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /** Verifies tokens with the published keys of csms; fetched once and again when a token names a key not seen before. */
    @Bean
    ReactiveJwtDecoder tokens(CsmsProperties csms) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSetUri(csms.url().resolve("/oauth2/jwks").toString())
                .jwsAlgorithms(accepted -> accepted.addAll(List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256))).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(ISSUER));
        return token -> decoder.decode(token).onErrorMap(WebSecurity::keysAreOutOfReach, _ -> Problem.unavailable());
    }

    private static boolean keysAreOutOfReach(Throwable error) {
        return error instanceof JwtException && !(error instanceof BadJwtException);
    }

    private static void allow(CorsSpec cors, List<String> origins) {
        if (origins.isEmpty()) {
            cors.disable();
            return;
        }
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "POST"));
        allowed.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, "Last-Event-ID"));
        allowed.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", allowed);
        cors.configurationSource(source);
    }
}
