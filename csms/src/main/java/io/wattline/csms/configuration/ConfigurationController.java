package io.wattline.csms.configuration;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.TaskAnswer;
import io.wattline.csms.command.TaskView;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Brings stations to what is wanted of them. */
@RestController
@Tag(name = "variables")
class ConfigurationController {
    private final Stations stations;
    private final Applying applying;
    private final TaskAnswer answer;
    private final PolicyRows policies;
    private final Bodies bodies;

    ConfigurationController(Stations stations, Applying applying, TaskAnswer answer, PolicyRows policies, Bodies bodies) {
        this.stations = stations;
        this.applying = applying;
        this.answer = answer;
        this.policies = policies;
        this.bodies = bodies;
    }

    /**
     * Sends the wanted values of all variables that have drifted, one task after the other; the list is empty when none has.
     * {@code Prefer: wait=N} waits up to N seconds, 60 at most, for the station's answers.
     */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PostMapping("/api/v1/stations/{id}/variables/apply")
    Mono<ResponseEntity<Page<TaskView>>> apply(Caller caller, @PathVariable StationId id,
            @RequestHeader("Prefer") @Nullable String prefer) {
        return stations.require(caller, id).flatMap(_ -> applying.apply(caller, id)).flatMap(order -> answer.to(order, prefer));
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/api/v1/stations/{id}/variables/policy")
    Mono<Policy> ofStation(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).then(policies.ofStation(caller.account(), id));
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PatchMapping("/api/v1/stations/{id}/variables/policy")
    Mono<Policy> changeStation(Caller caller, @PathVariable StationId id,
            @Schema(implementation = Policy.class) @RequestBody JsonNode body) {
        return stations.require(caller, id).then(policies.changeStation(caller.account(), id, policy -> bodies.over(policy, body)));
    }

    @Needs(Permission.READ_SETTINGS)
    @GetMapping("/api/v1/accounts/{id}/variables-policy")
    Mono<Policy> ofAccount(Caller caller, @PathVariable String id) { return own(caller, id).then(policies.ofAccount(caller.account())); }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PatchMapping("/api/v1/accounts/{id}/variables-policy")
    Mono<Policy> changeAccount(Caller caller, @PathVariable String id, @Schema(implementation = Policy.class) @RequestBody JsonNode body) {
        return own(caller, id).then(policies.changeAccount(caller.account(), policy -> bodies.over(policy, body)));
    }

    private static Mono<Void> own(Caller caller, String id) {
        return Mono.fromRunnable(() -> {
            if (!caller.account().value().equals(id)) throw Problem.notFound("unknown_account", "There is no account " + id + ".");
        });
    }
}
