package io.wattline.csms.command;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.Commands.Manner;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Confirmation;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.StationId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Commands in REST. */
@RestController
@Tag(name = "commands")
@RequestMapping("/api/v1/stations/{id}")
class CommandController {
    private final Commands commands;
    private final TaskAnswer answer;
    private final CommandBodies orders;
    private final Bodies bodies;

    CommandController(Commands commands, TaskAnswer answer, CommandBodies orders, Bodies bodies) {
        this.commands = commands;
        this.answer = answer;
        this.orders = orders;
        this.bodies = bodies;
    }

    /** {@code Prefer: wait=N} waits up to N seconds, 60 at most, for the station's answer. */
    @Needs(value = Permission.OPERATE_STATIONS, orOwn = true)
    @PostMapping("/commands/{name}")
    Mono<ResponseEntity<TaskView>> give(Caller caller, @PathVariable("id") StationId station, @PathVariable String name,
            @Schema(implementation = Object.class) @RequestBody(required = false) @Nullable String body,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestHeader("Prefer") @Nullable String prefer,
            @RequestHeader("Idempotency-Key") @Nullable String key, @RequestHeader(Confirmation.HEADER) @Nullable String confirm) {
        return send(caller, station, orders.read(name, bodies.tree(body)), prefer, new Manner(key, force, confirm));
    }

    /** The payload goes to the station as it came, even if stations like it did not support the action before. */
    @Needs(value = Permission.OPERATE_STATIONS, orOwn = true)
    @PostMapping("/ocpp/{action}")
    Mono<ResponseEntity<TaskView>> raw(Caller caller, @PathVariable("id") StationId station, @PathVariable String action,
            @RequestBody String payload,
            @RequestHeader("Prefer") @Nullable String prefer,
            @RequestHeader("Idempotency-Key") @Nullable String key, @RequestHeader(Confirmation.HEADER) @Nullable String confirm) {
        return send(caller, station, new Ask(new RawCall(action, payload)), prefer, new Manner(key, true, confirm));
    }

    private Mono<ResponseEntity<TaskView>> send(Caller caller, StationId station, CommandRequest request, @Nullable String prefer,
            Manner manner) {
        return commands.send(caller, station, request, manner).flatMap(dispatched -> answer.to(caller, dispatched, prefer));
    }
}
