package io.wattline.csms.profile;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The stored charging profiles of an account. A change reaches stations when the profile is set there again. */
@RestController
@Tag(name = "charging profiles")
@RequestMapping("/api/v1/charging-profiles")
class ProfileController {
    private final ProfileRows rows;
    private final Bodies bodies;

    ProfileController(ProfileRows rows, Bodies bodies) {
        this.rows = rows;
        this.bodies = bodies;
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping
    Mono<Page<ProfileView>> list(Caller caller, @Valid PageQuery page) {
        return rows.list(caller.account(), page).collectList()
                .map(found -> Page.of(found, page, profile -> Integer.toString(profile.profileId())));
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/{id}")
    Mono<ProfileView> get(Caller caller, @PathVariable String id) {
        return rows.find(caller.account(), id(id)).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PostMapping
    Mono<ResponseEntity<ProfileView>> create(Caller caller, @Schema(implementation = ProfileContent.class) @RequestBody JsonNode body) {
        return rows.create(caller.account(), named(bodies.over(ProfileContent.BLANK, body)))
                .map(made -> ResponseEntity.created(URI.create("/api/v1/charging-profiles/" + made.id())).body(made));
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PatchMapping("/{id}")
    Mono<ProfileView> change(Caller caller, @PathVariable String id,
            @Schema(implementation = ProfileContent.class) @RequestBody JsonNode body) {
        return rows.change(caller.account(), id(id), before -> sameNumber(before, named(bodies.over(before, body))))
                .switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable String id) {
        return rows.delete(caller.account(), id(id)).filter(Boolean::booleanValue).switchIfEmpty(Mono.error(() -> unknown(id))).then();
    }

    private static ProfileContent named(ProfileContent content) {
        if (content.name() == null)
            throw Problem.badRequest("Some members are not acceptable.", new Problem.Field("name", "must not be null"));
        return content.checked();
    }

    private static ProfileContent sameNumber(ProfileContent before, ProfileContent after) {
        if (before.profileId().equals(after.profileId())) return after;
        throw Problem.badRequest("A profile keeps its number.", new Problem.Field("profileId", "cannot be changed"));
    }

    static Problem unknown(Object id) { return Problem.notFound("unknown_charging_profile", "There is no charging profile " + id + "."); }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw unknown(text);
        }
    }
}
