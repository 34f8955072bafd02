package io.wattline.csms.command;

import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.Problem;
import io.wattline.model.command.CommandResult.Unreachable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How REST answers who gave a command: at once with the task, or as late as he asked for with the station's answer. */
@Component
public class TaskAnswer {
    /** Source: RFC 7240 §4.3. */
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    /** So that a wait as long as the station's time to answer ends with the verdict on its silence. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final TaskRows tasks;

    TaskAnswer(TaskRows tasks) { this.tasks = tasks; }

    /** Fails with {@code charger_offline} or {@code charger_timeout} when the station did not hear or answer it. */
    public Mono<ResponseEntity<TaskView>> to(Caller caller, Dispatched dispatched, @Nullable String prefer) {
        CommandTask task = dispatched.task();
        if (task.stage() == TaskStage.FAILED) return Mono.fromSupplier(() -> answered(task));
        if (waitOf(prefer).isZero()) return Mono.just(accepted(task));
        return dispatched.answered().map(TaskAnswer::answered).timeout(patience(prefer),
                Mono.defer(() -> tasks.find(caller.account(), task.id()).map(TaskAnswer::accepted)));
    }

    /** At once with the tasks as they were stored, or with what came of each. */
    public Mono<ResponseEntity<Page<TaskView>>> to(InTurn order, @Nullable String prefer) {
        if (waitOf(prefer).isZero()) return Mono.just(respond(HttpStatus.ACCEPTED, order, Map.of()));
        return order.answered().thenReturn(HttpStatus.OK).timeout(patience(prefer), Mono.just(HttpStatus.ACCEPTED))
                .flatMap(status -> tasks.ofBatch(order.account(), order.batch()).collectMap(CommandTask::id)
                        .map(now -> respond(status, order, now)));
    }

    private static ResponseEntity<Page<TaskView>> respond(HttpStatus status, InTurn order, Map<UUID, CommandTask> now) {
        return ResponseEntity.status(status).location(locationOf(order.batch()))
                .body(Page.whole(order.tasks().stream().map(task -> TaskView.of(now.getOrDefault(task.id(), task))).toList()));
    }

    /** Of all tasks that belong together. */
    static URI locationOf(UUID batch) { return URI.create("/api/v1/tasks?batchId=" + batch); }

    static Duration patience(@Nullable String prefer) { return waitOf(prefer).plus(GRACE); }

    static Duration waitOf(@Nullable String prefer) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) return Duration.ZERO;
        Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private static ResponseEntity<TaskView> accepted(CommandTask task) {
        return ResponseEntity.accepted().location(locationOf(task)).body(TaskView.of(task));
    }

    private static ResponseEntity<TaskView> answered(CommandTask task) {
        if (Unreachable.class.getSimpleName().equals(task.result())) throw unreachable(task);
        return ResponseEntity.ok().location(locationOf(task)).body(TaskView.of(task));
    }

    private static Problem unreachable(CommandTask task) {
        var problem = task.request() == null
                ? new Problem(HttpStatus.SERVICE_UNAVAILABLE, "charger_offline", task.error())
                : new Problem(HttpStatus.GATEWAY_TIMEOUT, "charger_timeout", task.error());
        return problem.with("taskId", task.id());
    }

    private static URI locationOf(CommandTask task) { return URI.create("/api/v1/tasks/" + task.id()); }
}
