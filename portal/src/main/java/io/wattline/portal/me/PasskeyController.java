package io.wattline.portal.me;

import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.PeopleClient;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What the script of the page asks for while it adds a passkey. */
@Controller
@ResponseBody
class PasskeyController {
    private final PeopleClient people;

    PasskeyController(PeopleClient people) { this.people = people; }

    @PostMapping("/account/passkeys/options")
    Mono<ResponseEntity<?>> ask(@RequestBody JsonNode password) { return orSay(people.askNewPasskey(password)); }

    @PostMapping("/account/passkeys")
    Mono<ResponseEntity<?>> add(@RequestBody JsonNode passkey) { return orSay(people.addPasskey(passkey)); }

    private static Mono<ResponseEntity<?>> orSay(Mono<JsonNode> answer) {
        return answer.<ResponseEntity<?>>map(ResponseEntity::ok).onErrorResume(CsmsProblem.class,
                problem -> Mono.just(ResponseEntity.status(problem.status()).body(Map.of("error", problem.sentence()))));
    }
}
