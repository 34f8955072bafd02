package io.wattline.portal.login;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsClient.ExternalToken;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.web.LocalPath;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Signing in with the provider. What goes wrong there is for the log; the user is told on the login page that it did. */
@Controller
class ProviderController {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderController.class);

    private final ProviderProperties settings;
    private final Provider provider;
    private final CsmsClient csms;

    ProviderController(ProviderProperties settings, Provider provider, CsmsClient csms) {
        this.settings = settings;
        this.provider = provider;
        this.csms = csms;
    }

    @GetMapping("/login/provider")
    Mono<ResponseEntity<Void>> leave(@RequestParam(required = false) @Nullable String next, ServerWebExchange exchange) {
        if (!settings.isThere()) return Mono.error(CsmsProblem.notFound("There is no provider to sign in with."));
        return provider.leave(exchange).doOnNext(leave -> Provider.departure(leave.request(), LocalPath.of(next)).write(exchange))
                .map(leave -> to(leave.address())).onErrorResume(failure -> failed("unreachable", failure));
    }

    @GetMapping("/login/provider/callback")
    Mono<ResponseEntity<Void>> back(@RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state, ServerWebExchange exchange) {
        Departure departure = Departure.take(exchange, state);
        if (!settings.isThere() || departure == null || code == null)
            return failed("refused", new IllegalStateException("nobody left with this state, or he comes back without a code"));
        return provider.back(departure, code).flatMap(token -> csms.signInWith(new ExternalToken(token)))
                .doOnNext(tokens -> SignInCookies.write(exchange, tokens)).map(_ -> to(URI.create(departure.next())))
                .onErrorResume(failure -> failed("refused", failure));
    }

    private static Mono<ResponseEntity<Void>> failed(String how, Throwable why) {
        LOG.atInfo().addKeyValue("why", why.getMessage()).log("sign-in with the provider failed");
        return Mono.just(to(UriComponentsBuilder.fromPath("/login").queryParam("provider", how).build().toUri()));
    }

    private static ResponseEntity<Void> to(URI address) { return ResponseEntity.status(HttpStatus.SEE_OTHER).location(address).build(); }
}
