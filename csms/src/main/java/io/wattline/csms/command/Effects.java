package io.wattline.csms.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.command.Effect.AvailabilityChanges;
import io.wattline.csms.command.Effect.ReportArrives;
import io.wattline.csms.command.Effect.StationBoots;
import io.wattline.csms.command.Effect.TransactionStarts;
import io.wattline.csms.command.Effect.TransactionStops;
import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Waits for the facts that show that stations did what they agreed to, and gives up at the deadline with the reason. */
@Component
class Effects implements CommitListener, FrameListener {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    private final TaskRows tasks;
    private final CommandRows rows;
    private final Reasons reasons;
    private final CommandProperties settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<Place, List<Awaited>> awaited = new ConcurrentHashMap<>();

    Effects(TaskRows tasks, CommandRows rows, Reasons reasons, CommandProperties settings, Clock clock, MeterRegistry meters) {
        this.tasks = tasks;
        this.rows = rows;
        this.reasons = reasons;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** To be called before the command leaves, because its effect may be told before its answer. */
    void expect(AccountId account, CommandTask task, Effect effect) {
        var waiting = new Awaited(new Place(account, task.station()), task.id(), task.command(), effect, Sinks.empty(), new Silence());
        awaited.merge(waiting.place(), List.of(waiting), (old, one) -> Stream.concat(old.stream(), one.stream()).toList());
    }

    /** The station agreed: the effect has until the task's deadline. */
    void agreed(AccountId account, CommandTask task) {
        if (task.deadline() == null) return;
        find(account, task).ifPresent(waiting -> {
            if (waiting.effect() instanceof AvailabilityChanges) lookAtConnectors(waiting);
            Mono.delay(positive(Duration.between(clock.instant(), task.deadline()))).takeUntilOther(waiting.over().asMono())
                    .flatMap(_ -> giveUp(waiting, Duration.between(task.updatedAt(), task.deadline())))
                    .subscribe(_ -> {}, failure -> report(waiting, failure));
        });
    }

    /** The station did not answer in time, so its task failed; what it shows from now on counts once it agrees after all. */
    void silent(AccountId account, CommandTask task) {
        find(account, task).ifPresent(waiting -> waiting.silence().begin());
    }

    /** The station agreed after all, if there is a deadline. */
    void agreedLate(AccountId account, CommandTask task) {
        if (task.deadline() == null) return;
        find(account, task).ifPresent(waiting -> waiting.silence().end().ifPresent(Runnable::run));
        agreed(account, task);
    }

    /** Nobody listens for its answer any more. */
    void silentToTheEnd(AccountId account, CommandTask task) {
        find(account, task).filter(waiting -> waiting.silence().lasts()).ifPresent(this::remove);
    }

    /** The station did not agree. */
    void forget(AccountId account, CommandTask task) { find(account, task).ifPresent(this::remove); }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        if (awaited.isEmpty()) return;
        for (AccountEvent fact : facts) {
            var place = new Place(fact.account(), fact.event().station());
            if (awaited.containsKey(place)) consider(place, fact.event());
        }
    }

    @Override
    public void onFrame(StationPrincipal station, FrameSeen frame) {
        if (awaited.isEmpty() || frame.direction() != Direction.IN || frame.action() == null || frame.type() != Type.CALL) return;
        for (Awaited waiting : awaited.getOrDefault(new Place(station.account(), station.station()), List.of()))
            if (waiting.effect().isShownBy(frame.action(), frame.text())) complete(waiting);
    }

    private void consider(Place place, StationEvent fact) {
        for (Awaited waiting : awaited.getOrDefault(place, List.of())) {
            Effect next = waiting.effect().after(fact);
            if (!next.equals(waiting.effect())) {
                goOn(waiting, next);
                continue;
            }
            waiting.effect().isDeniedBy(fact).ifPresent(why -> fail(waiting, why));
            if (!waiting.effect().isShownBy(fact)) continue;
            switch (waiting.effect()) {
                case TransactionStarts _ -> {
                    complete(waiting);
                    return; // one transaction is the effect of one command
                }
                case TransactionStops _,StationBoots _,ReportArrives _,JobEnds _,LimitHolds _,MessageArrives _,ProfileHolds _ ->
                    complete(waiting);
                case AvailabilityChanges _ -> lookAtConnectors(waiting);
            }
        }
    }

    /** What is awaited changed, and with it until when. */
    private void goOn(Awaited waiting, Effect next) {
        var going = new Awaited(waiting.place(), waiting.task(), waiting.command(), next, Sinks.empty(), waiting.silence());
        var found = new boolean[1];
        awaited.computeIfPresent(waiting.place(), (_, all) -> {
            found[0] = all.contains(waiting);
            return all.stream().map(each -> each.equals(waiting) ? going : each).toList();
        });
        if (!found[0]) return;
        waiting.over().tryEmitEmpty();
        Instant now = clock.instant();
        tasks.goesOn(waiting.place().account(), waiting.task(), next, now.plus(next.patience(settings)), now)
                .retryWhen(Delivery.A_BAD_MOMENT)
                .subscribe(task -> agreed(waiting.place().account(), task), failure -> report(waiting, failure));
    }

    private void lookAtConnectors(Awaited waiting) {
        if (!(waiting.effect() instanceof AvailabilityChanges change)) return;
        rows.connectors(waiting.place().account(), waiting.place().station(), change.evse(), change.connector())
                .filter(change::isReachedBy).subscribe(_ -> complete(waiting), failure -> report(waiting, failure));
    }

    private void complete(Awaited waiting) {
        if (waiting.silence().keeps(() -> complete(waiting)) || !remove(waiting)) return;
        tasks.effective(waiting.place().account(), waiting.task(), clock.instant()).retryWhen(Delivery.A_BAD_MOMENT)
                .doOnNext(_ -> count(waiting, "effective")).subscribe(_ -> {}, failure -> report(waiting, failure));
    }

    private void fail(Awaited waiting, String why) {
        if (waiting.silence().keeps(() -> fail(waiting, why)) || !remove(waiting)) return;
        tasks.withoutEffect(waiting.place().account(), waiting.task(), why, clock.instant()).retryWhen(Delivery.A_BAD_MOMENT)
                .doOnNext(_ -> count(waiting, "failed")).subscribe(_ -> {}, failure -> report(waiting, failure));
    }

    private Mono<CommandTask> giveUp(Awaited waiting, Duration waited) {
        if (!remove(waiting)) return Mono.empty();
        return reasons.whyNot(waiting.place().account(), waiting.place().station(), waiting.effect(), waited)
                .flatMap(why -> tasks.withoutEffect(waiting.place().account(), waiting.task(), why, clock.instant()))
                .retryWhen(Delivery.A_BAD_MOMENT).doOnNext(_ -> count(waiting, "none"));
    }

    private Optional<Awaited> find(AccountId account, CommandTask task) {
        return awaited.getOrDefault(new Place(account, task.station()), List.of()).stream()
                .filter(waiting -> waiting.task().equals(task.id()))
                .findFirst();
    }

    /** Whether it was there: of several that end the waiting, one does. */
    private boolean remove(Awaited waiting) {
        var found = new boolean[1];
        awaited.computeIfPresent(waiting.place(), (_, all) -> {
            var left = new ArrayList<>(all);
            found[0] = left.remove(waiting);
            return left.isEmpty() ? null : List.copyOf(left);
        });
        if (found[0]) waiting.over().tryEmitEmpty();
        return found[0];
    }

    private void count(Awaited waiting, String effect) {
        meters.counter("wattline.commands.effects", "command", waiting.command(), "effect", effect).increment();
    }

    private static void report(Awaited waiting, Throwable failure) {
        LOG.atError().addKeyValue("account", waiting.place().account()).addKeyValue("station", waiting.place().station())
                .addKeyValue("task", waiting.task()).setCause(failure).log("effect of a command not stored");
    }

    private static Duration positive(Duration duration) { return duration.isNegative() ? Duration.ZERO : duration; }

    private record Place(AccountId account, StationId station) {}

    /** {@code over} completes when nobody waits any more. */
    private record Awaited(Place place, UUID task, String command, Effect effect, Sinks.Empty<Void> over, Silence silence) {}
}
