package io.wattline.csms.configuration;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.CommandTask;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Brings stations to what is wanted of them. */
@RestController
@Tag(name = "variables")
class ConfigurationController {
    /** A task that was given; its progress is read at {@code /api/v1/tasks}. */
    record GivenTask(UUID id, String stationId, String command, String stage, Instant createdAt) {
        static GivenTask of(CommandTask task) {
            return new GivenTask(task.id(), task.station().value(), task.command(), task.stage().wireName(), task.createdAt());
        }
    }

    private final Stations stations;
    private final Applying applying;
    private final PolicyRows policies;
    private final Bodies bodies;

    ConfigurationController(Stations stations, Applying applying, PolicyRows policies, Bodies bodies) {
        this.stations = stations;
        this.applying = applying;
        this.policies = policies;
        this.bodies = bodies;
    }

    /** Sends the wanted values of all variables that have drifted; the list is empty when none has. */
    @PostMapping("/api/v1/stations/{id}/variables/apply")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Page<GivenTask>> apply(Caller caller, @PathVariable StationId id) {
        return managed(caller, id).thenMany(applying.apply(caller, id)).map(GivenTask::of).collectList().map(Page::whole);
    }

    @GetMapping("/api/v1/stations/{id}/variables/policy")
    Mono<Policy> ofStation(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).then(policies.ofStation(caller.account(), id));
    }

    @PatchMapping("/api/v1/stations/{id}/variables/policy")
    Mono<Policy> changeStation(Caller caller, @PathVariable StationId id,
            @Schema(implementation = Policy.class) @RequestBody JsonNode body) {
        return managed(caller, id).then(policies.changeStation(caller.account(), id, policy -> bodies.over(policy, body)));
    }

    @GetMapping("/api/v1/accounts/{id}/variables-policy")
    Mono<Policy> ofAccount(Caller caller, @PathVariable String id) { return own(caller, id).then(policies.ofAccount(caller.account())); }

    @PatchMapping("/api/v1/accounts/{id}/variables-policy")
    Mono<Policy> changeAccount(Caller caller, @PathVariable String id, @Schema(implementation = Policy.class) @RequestBody JsonNode body) {
        return own(caller, id).doOnSuccess(_ -> caller.require(Permission.MANAGE_CHARGING_STATIONS))
                .then(policies.changeAccount(caller.account(), policy -> bodies.over(policy, body)));
    }

    private Mono<Void> managed(Caller caller, StationId id) {
        return stations.require(caller, id).doOnNext(_ -> caller.require(Permission.MANAGE_CHARGING_STATIONS)).then();
    }

    private static Mono<Void> own(Caller caller, String id) {
        return Mono.fromRunnable(() -> {
            if (!caller.account().value().equals(id)) throw Problem.notFound("unknown_account", "There is no account " + id + ".");
            caller.require(Permission.READ_SETTINGS);
        });
    }
}
