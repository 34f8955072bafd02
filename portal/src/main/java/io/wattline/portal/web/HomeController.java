package io.wattline.portal.web;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.Me;
import java.time.Duration;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way in: the first page the user may see; and the theme he wants all pages in. */
@Controller
class HomeController {
    private static final Failures.Failure NOTHING_TO_SEE = new Failures.Failure(HttpStatus.OK, "lock", "Nothing to manage here",
            "You may charge, but you manage no stations.", "Use the driver app, or ask the owner of the account for a permission.");
    private final CsmsClient csms;
    private final Pages pages;

    HomeController(CsmsClient csms, Pages pages) {
        this.csms = csms;
        this.pages = pages;
    }

    @GetMapping("/")
    Mono<Rendering> home(ServerWebExchange exchange) {
        return csms.me().flatMap(me -> Section.firstOpenTo(me).map(section -> Mono.just(Rendering.redirectTo(section.path()).build()))
                .orElseGet(() -> nothingToSee(exchange, me)));
    }

    @PostMapping("/theme")
    Mono<Rendering> theme(@ModelAttribute ThemeForm form, ServerWebExchange exchange) {
        var theme = Theme.ofWireName(form.theme());
        exchange.getResponse().addCookie(ResponseCookie.from(Theme.COOKIE, theme.wireName()).path("/").sameSite("Lax").httpOnly(true)
                .secure("https".equals(exchange.getRequest().getURI().getScheme())).maxAge(Duration.ofDays(365)).build());
        var back = Rendering.redirectTo(LocalPath.of(exchange.getRequest().getHeaders().getFirst("Referer"))).build();
        return csms.changeMe(Collections.singletonMap("darkMode", theme.darkMode())).thenReturn(back);
    }

    private Mono<Rendering> nothingToSee(ServerWebExchange exchange, Me me) {
        return pages.showAside(exchange, me, HttpStatus.OK, "failure", NOTHING_TO_SEE);
    }

    record ThemeForm(@Nullable String theme) {}
}
