package io.wattline.portal.login;

import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.PeopleClient;
import io.wattline.portal.web.LocalPath;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Signing in with a passkey: the script of the login page asks the browser and brings its answer here. */
@Controller
@ResponseBody
class PasskeyLoginController {
    private final PeopleClient people;

    PasskeyLoginController(PeopleClient people) { this.people = people; }

    @PostMapping("/login/passkey/options")
    Mono<JsonNode> ask() { return people.askPasskey(); }

    @PostMapping("/login/passkey")
    Mono<ResponseEntity<Map<String, String>>> signIn(@RequestBody ObjectNode answer, ServerWebExchange exchange) {
        String next = LocalPath.of(answer.path("next").asString("/"));
        answer.remove("next");
        String device = SignInCookies.device(exchange);
        if (device != null) answer.put("deviceToken", device);
        return people.signInWithPasskey(answer).doOnNext(tokens -> SignInCookies.write(exchange, tokens))
                .map(_ -> ResponseEntity.ok(Map.of("next", next)))
                .onErrorResume(CsmsProblem.class,
                        problem -> Mono.just(ResponseEntity.status(problem.status()).body(Map.of("error", problem.sentence()))));
    }
}
