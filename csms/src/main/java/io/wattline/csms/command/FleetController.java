package io.wattline.csms.command;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.Commands.Manner;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Confirmation;
import io.wattline.csms.web.Problem;
import io.wattline.model.command.StationCommand.RawCall;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Commands for many stations in REST: {@code stationIds} or {@code filter} stand beside the members of the command.
 * {@code Prefer: wait=N} waits up to N seconds, 60 at most, for all stations and shows what came of each.
 */
@RestController
@Tag(name = "commands")
@RequestMapping("/api/v1")
class FleetController {
    private final Fleet fleet;
    private final CommandBodies orders;
    private final Bodies bodies;
    private final TaskRows tasks;

    FleetController(Fleet fleet, CommandBodies orders, Bodies bodies, TaskRows tasks) {
        this.fleet = fleet;
        this.orders = orders;
        this.bodies = bodies;
        this.tasks = tasks;
    }

    @Needs(Permission.OPERATE_STATIONS)
    @PostMapping("/commands/{name}")
    Mono<ResponseEntity<FleetView>> give(Caller caller, @PathVariable String name,
            @Schema(implementation = Object.class) @RequestBody(required = false) @Nullable String body,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestHeader("Prefer") @Nullable String prefer,
            @RequestHeader("Idempotency-Key") @Nullable String key, @RequestHeader(Confirmation.HEADER) @Nullable String confirm) {
        FleetForm form = FleetForm.read(bodies, body);
        return fleet.send(caller, form, orders.read(name, form.members()), new Manner(key, force, confirm))
                .flatMap(order -> answer(order, prefer));
    }

    /** The other members are the OCPP payload, which goes to each station as it came, whatever it is known not to support. */
    @Needs(Permission.OPERATE_STATIONS)
    @PostMapping("/ocpp/{action}")
    Mono<ResponseEntity<FleetView>> raw(Caller caller, @PathVariable String action,
            @Schema(implementation = Object.class) @RequestBody(required = false) @Nullable String body,
            @RequestHeader("Prefer") @Nullable String prefer,
            @RequestHeader("Idempotency-Key") @Nullable String key, @RequestHeader(Confirmation.HEADER) @Nullable String confirm) {
        FleetForm form = FleetForm.read(bodies, body);
        return fleet.send(caller, form, new Ask(new RawCall(action, form.members().toString())), new Manner(key, true, confirm))
                .flatMap(order -> answer(order, prefer));
    }

    private Mono<ResponseEntity<FleetView>> answer(FleetOrder order, @Nullable String prefer) {
        if (TaskAnswer.waitOf(prefer).isZero()) return Mono.just(respond(HttpStatus.ACCEPTED, FleetView.of(order, Map.of())));
        return order.answered().thenReturn(HttpStatus.OK).timeout(TaskAnswer.patience(prefer), Mono.just(HttpStatus.ACCEPTED))
                .flatMap(status -> tasks.ofBatch(order.account(), order.batch()).collectMap(CommandTask::id)
                        .map(now -> respond(status, FleetView.of(order, now))));
    }

    private static ResponseEntity<FleetView> respond(HttpStatus status, FleetView view) {
        return ResponseEntity.status(status).location(TaskAnswer.locationOf(view.batchId())).body(view);
    }

    record FleetView(UUID batchId, List<ItemView> items) {
        static FleetView of(FleetOrder order, Map<UUID, CommandTask> now) {
            return new FleetView(order.batch(), order.items().stream().map(item -> ItemView.of(item, now)).toList());
        }
    }

    /** {@code task} only for who waited. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemView(String stationId, @Nullable UUID taskId, @Nullable TaskView task, @Nullable ItemProblem problem) {
        static ItemView of(FleetOrder.Item item, Map<UUID, CommandTask> now) {
            CommandTask task = item.task();
            if (task == null) return new ItemView(item.station(), null, null, ItemProblem.of(item.problem()));
            return new ItemView(item.station(), task.id(), now.containsKey(task.id()) ? TaskView.of(now.get(task.id())) : null, null);
        }
    }

    /** Why a station got no task, in the words of a problem. */
    record ItemProblem(int status, String code, String detail, Map<String, Object> members) {
        static @Nullable ItemProblem of(@Nullable Problem problem) {
            return problem == null
                    ? null
                    : new ItemProblem(problem.status().value(), problem.code(), problem.getMessage(), problem.members());
        }
    }
}
