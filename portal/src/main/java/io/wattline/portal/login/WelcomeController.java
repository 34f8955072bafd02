package io.wattline.portal.login;

import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.PeopleClient;
import io.wattline.portal.web.Pages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Where a link leads by which somebody sets his password. Its secret stands behind the #, so the page's script brings it. */
@Controller
class WelcomeController {
    private final PeopleClient people;
    private final Pages pages;

    WelcomeController(PeopleClient people, Pages pages) {
        this.people = people;
        this.pages = pages;
    }

    @GetMapping("/welcome")
    Mono<Rendering> form(ServerWebExchange exchange) { return page(exchange, HttpStatus.OK, new WelcomeView("", "", null)); }

    @PostMapping("/welcome/look")
    @ResponseBody
    Mono<ResponseEntity<JsonNode>> look(@RequestBody Map<String, String> link) {
        return people.lookAtLink(link).map(ResponseEntity::ok)
                .onErrorResume(CsmsProblem.class, problem -> Mono.just(ResponseEntity.status(problem.status()).build()));
    }

    @PostMapping("/welcome")
    Mono<Rendering> use(@ModelAttribute WelcomeForm form, ServerWebExchange exchange) {
        String link = text(form.link());
        return people.useLink(Map.of("link", link, "password", text(form.password()), "name", text(form.name())))
                .thenReturn(Mono.just(Rendering.redirectTo("/login?welcome=yes").build()))
                .onErrorResume(CsmsProblem.class, problem -> Mono.just(page(exchange, HttpStatusCode.valueOf(problem.status()),
                        new WelcomeView(link, text(form.name()), problem.sentence()))))
                .flatMap(page -> page);
    }

    private Mono<Rendering> page(ServerWebExchange exchange, HttpStatusCode status, WelcomeView view) {
        return pages.showAside(exchange, null, status, "welcome", view);
    }

    private static String text(@Nullable String value) { return value == null ? "" : value; }

    record WelcomeForm(@Nullable String link, @Nullable String name, @Nullable String password) {}

    record WelcomeView(String link, String name, @Nullable String error) {}
}
