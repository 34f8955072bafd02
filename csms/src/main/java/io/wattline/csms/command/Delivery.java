package io.wattline.csms.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.ocpp.Ability;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandProgress.InParts;
import io.wattline.model.command.CommandProgress.Late;
import io.wattline.model.command.CommandProgress.Part;
import io.wattline.model.command.CommandProgress.Sent;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.CommandResult.Refused;
import io.wattline.model.command.CommandResult.Rejected;
import io.wattline.model.command.CommandResult.Unreachable;
import io.wattline.model.command.CommandResult.Unsupported;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings a task to its station and stores each stage as it happens, whether or not anybody waits for it. */
@Component
class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    static final Retry A_BAD_MOMENT = Retry.backoff(5, Duration.ofMillis(200));

    private final StationLinks links;
    private final TaskRows tasks;
    private final Effects effects;
    private final Capabilities capabilities;
    private final CommandProperties settings;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<UUID, Mono<CommandTask>> underWay = new ConcurrentHashMap<>();

    Delivery(StationLinks links, TaskRows tasks, Effects effects, Capabilities capabilities, CommandProperties settings, JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.links = links;
        this.tasks = tasks;
        this.effects = effects;
        this.capabilities = capabilities;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /** What shows that the station obeyed; a raw call is followed like the command that it is. */
    Optional<Effect> effectOf(AccountId account, StationId station, StationCommand command) {
        if (!(command instanceof RawCall raw)) return Effect.of(command);
        return Effect.of(links.find(account, station).map(link -> link.understood(raw)).orElse(raw));
    }

    Mono<Dispatched> dispatch(AccountId account, CommandTask task, Order order) {
        Optional<StationLink> link = links.find(account, task.station());
        if (link.isEmpty()) return unasked(account, task, order, new Unreachable("The station is not connected."));
        return unsupported(account, task, order, link.get()).flatMap(known -> unasked(account, task, order, known))
                .switchIfEmpty(Mono.fromSupplier(() -> new Dispatched(task, deliver(account, task, order, link.get()))));
    }

    private Mono<Dispatched> unasked(AccountId account, CommandTask task, Order order, CommandResult why) {
        return answered(account, task, order, new Answered(why, null)).map(stored -> new Dispatched(stored, Mono.just(stored)));
    }

    private Mono<Unsupported> unsupported(AccountId account, CommandTask task, Order order, StationLink link) {
        if (order.force()) return Mono.empty();
        return Mono.justOrEmpty(link.abilityFor(order.command()))
                .flatMap(ability -> capabilities.unsupportedSince(account, task.station(), ability)
                        .map(since -> new Unsupported("Stations with this firmware do not support " + ability + ", learnt on "
                                + LocalDate.ofInstant(since, ZoneOffset.UTC) + "; force=true asks again.")));
    }

    /** Of a task that was dispatched before. */
    Mono<CommandTask> answerOf(CommandTask task) {
        return underWay.getOrDefault(task.id(), Mono.just(task));
    }

    private Mono<CommandTask> deliver(AccountId account, CommandTask task, Order order, StationLink link) {
        order.effect().ifPresent(awaited -> effects.expect(account, task, awaited));
        Sinks.One<CommandTask> answer = Sinks.one();
        underWay.put(task.id(), answer.asMono());
        Flux.defer(() -> link.send(order.command()))
                .concatMap(progress -> store(account, task, order, link, progress).doOnNext(stored -> heard(progress, stored, answer)))
                .doFinally(_ -> {
                    underWay.remove(task.id());
                    effects.silentToTheEnd(account, task);
                })
                .subscribe(_ -> {}, failure -> {
                    lost(account, task, failure);
                    answer.tryEmitError(failure);
                });
        return answer.asMono();
    }

    /** Who waits, waits for the answer; what comes late is stored only. */
    private void heard(CommandProgress progress, CommandTask stored, Sinks.One<CommandTask> answer) {
        if (!(progress instanceof Answered)) return;
        underWay.remove(stored.id());
        answer.tryEmitValue(stored);
    }

    private Mono<CommandTask> store(AccountId account, CommandTask task, Order order, StationLink link, CommandProgress progress) {
        return switch (progress) {
            case Sent(var action, var request) ->
                tasks.sent(account, task.id(), action, request, clock.instant()).retryWhen(A_BAD_MOMENT);
            case InParts(var parts) -> tasks.parts(account, task.id(), text(parts), clock.instant()).retryWhen(A_BAD_MOMENT);
            case Answered answered -> answered(account, task, order, answered)
                    .delayUntil(stored -> stored.request() == null
                            ? Mono.empty()
                            : learn(account, task, link.abilityFor(order.command()), answered));
            case Late(var result, var response) -> {
                var answered = new Answered(result, response);
                yield answeredLate(account, task, order, answered)
                        .delayUntil(_ -> learn(account, task, link.abilityFor(order.command()), answered));
            }
        };
    }

    private Mono<CommandTask> answered(AccountId account, CommandTask task, Order order, Answered answered) {
        meters.counter("wattline.commands", "command", task.command(), "result", answered.result().wireName()).increment();
        switch (answered.result()) {
            case Accepted _ -> {}
            case Unreachable _ -> effects.silent(account, task);
            case Rejected _,Unsupported _,Refused _ -> effects.forget(account, task);
        }
        Instant now = clock.instant();
        return tasks.answered(account, task.id(), Answer.of(answered, deadline(order, answered, now)), now).retryWhen(A_BAD_MOMENT)
                .doOnNext(stored -> effects.agreed(account, stored));
    }

    /** What the station did while it was silent is the effect too. */
    private Mono<CommandTask> answeredLate(AccountId account, CommandTask task, Order order, Answered late) {
        Instant now = clock.instant();
        return tasks.answeredLate(account, task.id(), Answer.late(late, deadline(order, late, now)), now).retryWhen(A_BAD_MOMENT)
                .doOnNext(stored -> effects.agreedLate(account, stored));
    }

    /** Until when the effect is waited for; null when none is. */
    private @Nullable Instant deadline(Order order, Answered answered, Instant now) {
        if (!(answered.result() instanceof Accepted)) return null;
        return order.effect().map(awaited -> begin(awaited, now).plus(patience(awaited, answered.response()))).orElse(null);
    }

    /**
     * A station that answers at all knows the action, if perhaps not what was asked for; one that refuses with an error of the protocol
     * does not when the error says so.
     */
    private Mono<Void> learn(AccountId account, CommandTask task, Optional<Ability> ability, Answered answered) {
        return Mono.justOrEmpty(ability).flatMap(asked -> switch (answered.result()) {
            case Accepted _,Rejected _ -> capabilities.can(account, task.station(), asked, clock.instant());
            case Unsupported _ when answered.response() == null ->
                capabilities.cannot(account, task.station(), new Ability(asked.action(), null), clock.instant());
            case Unsupported _ when asked.isDeniedBy(json.readTree(answered.response())) ->
                capabilities.cannot(account, task.station(), asked, clock.instant());
            case Unsupported _ -> capabilities.can(account, task.station(), new Ability(asked.action(), null), clock.instant());
            case Refused _,Unreachable _ -> Mono.<Void>empty();
        }).onErrorResume(failure -> {
            LOG.atWarn().addKeyValue("account", account).addKeyValue("station", task.station()).setCause(failure)
                    .log("what a station can do not stored");
            return Mono.empty();
        });
    }

    private static Instant begin(Effect effect, Instant now) {
        Instant begin = effect.beginsAt();
        return begin == null || begin.isBefore(now) ? now : begin;
    }

    private String text(List<Part> parts) {
        ArrayNode texts = json.createArrayNode();
        for (Part part : parts) {
            ObjectNode text = texts.addObject().put("action", part.action());
            text.set("request", json.readTree(part.request()));
            text.put("result", part.result().wireName());
            if (part.response() != null) text.set("response", json.readTree(part.response()));
        }
        return texts.toString();
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
