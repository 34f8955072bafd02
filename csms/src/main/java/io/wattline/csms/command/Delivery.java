package io.wattline.csms.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandProgress.Sent;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.CommandResult.Unreachable;
import io.wattline.model.command.StationCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** Brings a task to its station and stores each stage as it happens, whether or not anybody waits for it. */
@Component
class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    static final Retry A_BAD_MOMENT = Retry.backoff(5, Duration.ofMillis(200));

    private final StationLinks links;
    private final TaskRows tasks;
    private final Effects effects;
    private final CommandProperties settings;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<UUID, Mono<CommandTask>> underWay = new ConcurrentHashMap<>();

    Delivery(StationLinks links, TaskRows tasks, Effects effects, CommandProperties settings, JsonMapper json, Clock clock,
            MeterRegistry meters) {
        this.links = links;
        this.tasks = tasks;
        this.effects = effects;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    Mono<Dispatched> dispatch(AccountId account, CommandTask task, StationCommand command, Optional<Effect> effect) {
        Optional<StationLink> link = links.find(account, task.station());
        if (link.isPresent()) return Mono.just(new Dispatched(task, deliver(account, task, command, effect, link.get())));
        return answered(account, task, effect, new Answered(new Unreachable("The station is not connected."), null))
                .map(failed -> new Dispatched(failed, Mono.just(failed)));
    }

    /** Of a task that was dispatched before. */
    Mono<CommandTask> answerOf(CommandTask task) {
        return underWay.getOrDefault(task.id(), Mono.just(task));
    }

    private Mono<CommandTask> deliver(AccountId account, CommandTask task, StationCommand command, Optional<Effect> effect,
            StationLink link) {
        effect.ifPresent(awaited -> effects.expect(account, task, awaited));
        Mono<CommandTask> answer = Flux.defer(() -> link.send(command)).concatMap(progress -> store(account, task, effect, progress)).last()
                .doOnError(failure -> lost(account, task, failure)).doFinally(_ -> underWay.remove(task.id())).cache();
        underWay.put(task.id(), answer);
        answer.subscribe(_ -> {}, _ -> {});
        return answer;
    }

    private Mono<CommandTask> store(AccountId account, CommandTask task, Optional<Effect> effect, CommandProgress progress) {
        return switch (progress) {
            case Sent(var action, var request) ->
                tasks.sent(account, task.id(), action, request, clock.instant()).retryWhen(A_BAD_MOMENT);
            case Answered answered -> answered(account, task, effect, answered);
        };
    }

    private Mono<CommandTask> answered(AccountId account, CommandTask task, Optional<Effect> effect, Answered answered) {
        meters.counter("wattline.commands", "command", task.command(), "result", answered.result().wireName()).increment();
        boolean agreed = answered.result() instanceof Accepted;
        if (!agreed) effects.forget(account, task);
        Instant now = clock.instant();
        Instant deadline = agreed
                ? effect.map(awaited -> begin(awaited, now).plus(patience(awaited, answered.response()))).orElse(null)
                : null;
        return tasks.answered(account, task.id(), Answer.of(answered, deadline), now).retryWhen(A_BAD_MOMENT)
                .doOnNext(stored -> effects.agreed(account, stored));
    }

    private static Instant begin(Effect effect, Instant now) {
        Instant begin = effect.beginsAt();
        return begin == null || begin.isBefore(now) ? now : begin;
    }

    private Duration patience(Effect effect, @Nullable String response) {
        boolean scheduled = response != null && "Scheduled".equals(json.readTree(response).path("status").asString(""));
        return scheduled ? settings.scheduledTimeout() : effect.patience(settings);
    }

    private void lost(AccountId account, CommandTask task, Throwable failure) {
        effects.forget(account, task);
        LOG.atError().addKeyValue("account", account).addKeyValue("station", task.station()).addKeyValue("task", task.id())
                .setCause(failure)
                .log("answer to a command not stored");
    }
}
