package io.wattline.portal.login;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sends people to the provider and takes them back: authorization code with PKCE, state and nonce; the ID token is checked. */
@Component
class Provider {
    private static final String NAME = "provider";

    /** Where to send the browser, and what it has to keep meanwhile. */
    record Leave(URI address, OAuth2AuthorizationRequest request) {}

    private final Mono<ClientRegistration> registration;

    Provider(ProviderProperties settings) {
        this.registration = Mono.fromCallable(() -> registration(settings)).subscribeOn(Schedulers.boundedElastic())
                .cache(_ -> Duration.ofDays(1), _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<Leave> leave(ServerWebExchange exchange) {
        return registration.flatMap(client -> {
            var resolver = new DefaultServerOAuth2AuthorizationRequestResolver(new InMemoryReactiveClientRegistrationRepository(client));
            resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
            return resolver.resolve(exchange, NAME);
        }).map(request -> new Leave(URI.create(request.getAuthorizationRequestUri()), request));
    }

    static Departure departure(OAuth2AuthorizationRequest request, String next) {
        return new Departure(Objects.requireNonNull(request.getState()), request.getAttribute(OidcParameterNames.NONCE),
                request.getAttribute(PkceParameterNames.CODE_VERIFIER), next);
    }

    /** The access token for csms; fails when the code, or the ID token that comes for it, is not for this sign-in. */
    Mono<String> back(Departure departure, String code) {
        return registration.flatMap(client -> authenticated(client, departure, code));
    }

    private Mono<String> authenticated(ClientRegistration client, Departure departure, String code) {
        var request = OAuth2AuthorizationRequest.authorizationCode().clientId(client.getClientId())
                .authorizationUri(client.getProviderDetails().getAuthorizationUri()).redirectUri(client.getRedirectUri())
                .scopes(client.getScopes()).state(departure.state())
                .attributes(Map.of(OidcParameterNames.NONCE, departure.nonce(), PkceParameterNames.CODE_VERIFIER, departure.verifier(),
                        "registration_id", NAME))
                .build();
        var response = OAuth2AuthorizationResponse.success(code).redirectUri(client.getRedirectUri()).state(departure.state()).build();
        var manager = new OidcAuthorizationCodeReactiveAuthenticationManager(new WebClientReactiveAuthorizationCodeTokenResponseClient(),
                user -> Mono.just(new DefaultOidcUser(List.of(), user.getIdToken())));
        return manager
                .authenticate(new OAuth2AuthorizationCodeAuthenticationToken(client, new OAuth2AuthorizationExchange(request, response)))
                .cast(OAuth2LoginAuthenticationToken.class).map(signedIn -> signedIn.getAccessToken().getTokenValue());
    }

    private static ClientRegistration registration(ProviderProperties settings) {
        var client = ClientRegistrations.fromIssuerLocation(settings.issuer()).registrationId(NAME).clientId(settings.clientId())
                .scope(settings.scopes()).redirectUri(settings.callback().toString())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE);
        return settings.clientSecret() == null
                ? client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
                : client.clientSecret(settings.clientSecret()).build();
    }
}
