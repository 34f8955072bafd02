package io.wattline.csms.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import io.netty.channel.ChannelOption;
import io.wattline.csms.account.OutsideSignIn;
import io.wattline.csms.database.Actor;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.csms.web.TokenReader;
import io.wattline.model.account.AccountId;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Takes access tokens of the configured providers. Their keys are looked for when the first token comes and again until they are found, so
 * a provider that is away keeps nobody else out. Why a token is refused is for the log; who presents it learns only that it is.
 */
@Component
@Order(1)
class ExternalTokens implements TokenReader, OutsideSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalTokens.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private record Trusted(Provider provider, ReactiveJwtDecoder decoder) {}

    private final ExternalUsers users;
    private final Map<String, Trusted> byIssuer;

    ExternalTokens(OidcProperties settings, ExternalUsers users, Clock clock) {
        this.users = users;
        this.byIssuer = settings.providers().values().stream()
                .collect(Collectors.toUnmodifiableMap(Provider::issuer, provider -> new Trusted(provider, decoder(provider, clock))));
    }

    @Override
    public boolean knows(String token) { return !byIssuer.isEmpty() && byIssuer.containsKey(issuerOf(token)); }

    @Override
    public Mono<Caller> signIn(String token, @Nullable String address) {
        return knows(token) ? read(token, address) : Mono.error(() -> refused(issuerOf(token), "no provider that is trusted here"));
    }

    @Override
    public Mono<Caller> read(String token, @Nullable String address) {
        Trusted trusted = byIssuer.get(issuerOf(token));
        String issuer = trusted.provider().issuer();
        return trusted.decoder().decode(token).onErrorMap(failure -> failure instanceof BadJwtException
                ? refused(issuer, failure.getMessage())
                : unreachable(issuer, failure)).map(jwt -> arrival(trusted.provider(), jwt)).flatMap(arrival -> caller(arrival, address));
    }

    private Mono<Caller> caller(Arrival arrival, @Nullable String address) {
        return users.of(arrival.account(), arrival)
                .contextWrite(context -> context.put(Actor.class, new Actor(Actor.Kind.SYSTEM, null, arrival.issuer(), address, null)))
                .switchIfEmpty(Mono.error(() -> refused(arrival.issuer(), "nobody here: " + arrival.subject())))
                .filter(ExternalUsers.Found::enabled)
                .switchIfEmpty(Mono.error(() -> refused(arrival.issuer(), "the user is disabled: " + arrival.subject())))
                .map(found -> found.caller(arrival.account()));
    }

    private static Arrival arrival(Provider provider, Jwt token) {
        String email = Boolean.TRUE.equals(token.getClaim("email_verified")) ? token.getClaimAsString("email") : null;
        String name = token.getClaimAsString("name");
        if (token.getSubject() == null) throw refused(provider.issuer(), "the token has no subject");
        return new Arrival(account(provider, token), provider.issuer(), token.getSubject(), email,
                name != null ? name : email != null ? email : token.getSubject(), provider.permissionsClaim() == null
                        ? null
                        : provider.granted(texts(token, provider.permissionsClaim())),
                provider.createUsers());
    }

    private static AccountId account(Provider provider, Jwt token) {
        if (provider.accountClaim() == null) return provider.fixedAccount();
        try {
            return new AccountId(token.getClaimAsString(provider.accountClaim()));
        } catch (IllegalArgumentException | NullPointerException _) {
            throw refused(provider.issuer(), "the claim " + provider.accountClaim() + " names no account");
        }
    }

    /** Some providers write one value, or several with spaces between them, instead of a list. */
    private static List<String> texts(Jwt token, String claim) {
        Object value = token.getClaim(claim);
        if (value instanceof String text) return List.of(text.split(" "));
        return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    private static ReactiveJwtDecoder decoder(Provider provider, Clock clock) {
        var http = HttpClient.create().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(LIMIT.toMillis()))
                .responseTimeout(LIMIT);
        var decoder = NimbusReactiveJwtDecoder.withIssuerLocation(provider.issuer())
                .jwsAlgorithms(accepted -> accepted.addAll(provider.signatures())).validateType(false)
                .webClient(WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build()).build();
        var times = new JwtTimestampValidator(provider.clockSkew());
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(times, new JwtIssuerValidator(provider.issuer()),
                new JwtAudienceValidator(provider.audience()))));
        return decoder;
    }

    /** As the token says, unchecked; empty when it says nothing that can be read. */
    private static String issuerOf(String token) {
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            return claims == null || claims.getIssuer() == null ? "" : claims.getIssuer();
        } catch (ParseException | IllegalArgumentException _) {
            return "";
        }
    }

    private static Problem refused(String issuer, String why) {
        LOG.atInfo().addKeyValue("issuer", issuer).addKeyValue("why", why).log("token of a provider refused");
        return Problem.unauthorized("The access token is not valid or has expired.");
    }

    private static Problem unreachable(String issuer, Throwable failure) {
        LOG.atWarn().addKeyValue("issuer", issuer).addKeyValue("why", failure.toString()).log("provider cannot be asked for its keys");
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "provider_unavailable", "The sign-in provider does not answer at the moment.");
    }
}
