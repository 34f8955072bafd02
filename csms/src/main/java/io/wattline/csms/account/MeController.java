package io.wattline.csms.account;

import io.wattline.csms.web.SignedIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Who I am. */
@RestController
@RequestMapping("/api/v1/me")
class MeController {
    private final MeRows users;
    private final Bodies bodies;

    MeController(MeRows users, Bodies bodies) {
        this.users = users;
        this.bodies = bodies;
    }

    @SignedIn(keys = true)
    @GetMapping
    Mono<MeRows.Me> get(Caller caller) {
        if (caller.isKey()) return users.ofKey(caller.account(), caller);
        return users.find(caller.account(), caller.user()).switchIfEmpty(gone());
    }

    @SignedIn
    @PatchMapping
    Mono<MeRows.Me> change(Caller caller, @Schema(implementation = MeForm.class) @RequestBody JsonNode body) {
        return users.change(caller.account(), caller.user(), form -> bodies.over(form, body)).switchIfEmpty(gone());
    }

    private static <T> Mono<T> gone() { return Mono.error(() -> Problem.unauthorized("This user cannot sign in any more.")); }
}
