package io.wattline.csms.apikey;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import jakarta.validation.Valid;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The API keys of an account. They do not change: a key that shall do something else is another key. */
@RestController
@Tag(name = "api-keys")
@RequestMapping("/api/v1/api-keys")
@Needs(Permission.MANAGE_API_KEYS)
class ApiKeyController {
    private final ApiKeyRows rows;
    private final Bodies bodies;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeyController(ApiKeyRows rows, Bodies bodies, Clock clock) {
        this.rows = rows;
        this.bodies = bodies;
        this.clock = clock;
    }

    @GetMapping
    Mono<Page<ApiKeyView>> list(Caller caller, @Valid PageQuery page) {
        return rows.list(caller.account(), page, page.after() == null ? null : uuid(page.after())).collectList()
                .map(found -> Page.of(found, page, key -> key.id().toString()));
    }

    @GetMapping("/{id}")
    Mono<ApiKeyView> get(Caller caller, @PathVariable String id) {
        return Mono.justOrEmpty(uuid(id)).flatMap(key -> rows.find(caller.account(), key)).switchIfEmpty(unknown(id));
    }

    /** Nobody gives a key what he has not himself. The answer is the only place where the key is seen. */
    @PostMapping
    Mono<ResponseEntity<ApiKeyView>> create(Caller caller, @Schema(implementation = ApiKeyForm.class) @RequestBody JsonNode body) {
        ApiKeyForm form = bodies.over(ApiKeyForm.BLANK, body);
        form.granted().forEach(caller::require);
        Secret secret = Secret.random(random);
        return rows.create(caller.account(), caller.user(), secret, form, clock.instant())
                .map(key -> ResponseEntity.created(URI.create("/api/v1/api-keys/" + key.id())).body(key.with(secret)));
    }

    /** Revokes it: the next call with it is refused, on whatever node. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(Caller caller, @PathVariable String id) {
        return Mono.justOrEmpty(uuid(id)).flatMap(key -> rows.delete(caller.account(), key)).filter(Boolean::booleanValue)
                .switchIfEmpty(unknown(id)).then();
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static <T> Mono<T> unknown(String id) {
        return Mono.error(() -> Problem.notFound("unknown_api_key", "There is no API key " + id + "."));
    }
}
