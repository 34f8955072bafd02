package io.wattline.portal.stations;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.Task;
import io.wattline.portal.web.Links;
import io.wattline.portal.web.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends commands and shows their stages as they happen. What disturbs somebody is asked for twice; for what csms knows to be destructive
 * the user types what csms wants to see.
 */
@Controller
class CommandController {
    private static final String TASKS_MOVED = "task-moved";
    private final CsmsClient csms;
    private final Pages pages;

    CommandController(CsmsClient csms, Pages pages) {
        this.csms = csms;
        this.pages = pages;
    }

    @PostMapping("/stations/{id}/commands/{name}")
    Mono<Rendering> perform(@PathVariable String id, @PathVariable String name, ServerWebExchange exchange) {
        return form(exchange).flatMap(form -> {
            var command = CommandName.ofWireName(name);
            var parameters = command.parameters(form);
            String question = command.question(form);
            String href = Links.station(id) + "/commands/" + name;
            if (question != null && !form.isConfirmed()) return ask(question, null, href, form);
            return show(csms.command(id, name, form.typed(), parameters), exchange).onErrorResume(CsmsProblem.class,
                    problem -> askToType(problem, href, form));
        });
    }

    @PostMapping("/stations/{id}/ocpp")
    Mono<Rendering> raw(@PathVariable String id, ServerWebExchange exchange) {
        return form(exchange).flatMap(form -> {
            String action = form.required("action", "action");
            String payload = form.text("payload").isEmpty() ? "{}" : form.text("payload");
            String href = Links.station(id) + "/ocpp";
            if (!form.isConfirmed()) return ask("Send " + action + " with exactly this payload?", null, href, form);
            return show(csms.rawCommand(id, action, form.typed(), payload), exchange).onErrorResume(CsmsProblem.class,
                    problem -> askToType(problem, href, form));
        });
    }

    @GetMapping("/stations/{id}/tasks/{task}")
    Mono<Rendering> task(@PathVariable String task, ServerWebExchange exchange) { return show(csms.task(task), exchange); }

    @GetMapping("/stations/{id}/tasks")
    Mono<Rendering> tasks(@PathVariable String id) {
        return csms.tasks(id, StationController.TASKS)
                .map(tasks -> Rendering.view("stations/tasks :: recent")
                        .modelAttribute("tasks", tasks.items().stream().map(TaskView::of).toList())
                        .modelAttribute("href", Links.station(id) + "/tasks").build());
    }

    private Mono<CommandForm> form(ServerWebExchange exchange) {
        return pages.allowed(Permission.OPERATE_STATIONS).then(exchange.getFormData()).map(CommandForm::new);
    }

    /** A command that csms could not deliver is a task too: the task tells why. */
    private Mono<Rendering> show(Mono<Task> command, ServerWebExchange exchange) {
        return command
                .onErrorResume(CsmsProblem.class, problem -> problem.taskId() == null ? Mono.error(problem) : csms.task(problem.taskId()))
                .map(TaskView::of)
                .doOnNext(task -> {
                    if (task.terminal()) exchange.getResponse().getHeaders().set("HX-Trigger", TASKS_MOVED);
                })
                .map(task -> Rendering.view("stations/tasks :: task").modelAttribute("task", task).build());
    }

    private static Mono<Rendering> askToType(CsmsProblem problem, String href, CommandForm form) {
        String wanted = problem.confirm();
        return wanted == null ? Mono.error(problem) : ask(problem.sentence(), wanted, href, form);
    }

    private static Mono<Rendering> ask(String question, @Nullable String typed, String href, CommandForm form) {
        return Mono.just(Rendering.view("stations/tasks :: confirm")
                .modelAttribute("confirm", new Confirm(question, typed, href, form.again())).build());
    }

    /** {@code typed} is what the user has to type, null when a click is enough. */
    record Confirm(String question, @Nullable String typed, String href, List<CommandForm.Field> fields) {}
}
