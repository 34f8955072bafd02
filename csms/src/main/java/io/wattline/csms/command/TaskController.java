package io.wattline.csms.command;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.TaskRows.TaskFilter;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tasks: everybody's with {@code ReadChargingStations}, one's own without. */
@RestController
@Tag(name = "commands")
@RequestMapping("/api/v1/tasks")
class TaskController {
    private final TaskRows tasks;

    TaskController(TaskRows tasks) { this.tasks = tasks; }

    @Needs(value = {Permission.READ_CHARGING_STATIONS, Permission.OPERATE_STATIONS}, orOwn = true)
    @GetMapping("/{id}")
    Mono<TaskView> one(Caller caller, @PathVariable String id) {
        return Mono.justOrEmpty(uuid(id)).flatMap(task -> tasks.find(caller.account(), task))
                .filter(task -> seesAll(caller) || caller.user().equals(task.createdBy())).map(TaskView::of)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("unknown_task", "There is no task " + id + ".")));
    }

    /** Newest first. */
    @Needs(value = {Permission.READ_CHARGING_STATIONS, Permission.OPERATE_STATIONS}, orOwn = true)
    @GetMapping
    Mono<Page<TaskView>> list(Caller caller, TaskFilter filter, @Valid PageQuery page) {
        return tasks.list(caller.account(), filter, seesAll(caller) ? null : caller.user(), uuid(page.after()), page.rows())
                .map(TaskView::of).collectList().map(rows -> Page.of(rows, page, task -> task.id().toString()));
    }

    private static boolean seesAll(Caller caller) { return caller.may(Permission.READ_CHARGING_STATIONS); }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
