package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.station.Stations;
import io.wattline.csms.account.Accounts;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Confirmation;
import io.wattline.csms.web.Problem;
import io.wattline.model.command.StationCommand;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The one way in for everything that is asked of a station, whoever asks: a durable task, sent once and never again. */
@Service
public class Commands {
    private final Stations stations;
    private final CommandRights rights;
    private final TaskRows tasks;
    private final Delivery delivery;
    private final List<Preparation> preparations;
    private final Clock clock;
    private final Accounts accounts;

    Commands(Stations stations, CommandRights rights, TaskRows tasks, Delivery delivery, List<Preparation> preparations,
            Clock clock, Accounts accounts) {
        this.accounts = accounts;
        this.stations = stations;
        this.rights = rights;
        this.tasks = tasks;
        this.delivery = delivery;
        this.preparations = List.copyOf(preparations);
        this.clock = clock;
    }

    /**
     * Emits once the task is stored and, when the station is not connected, already failed. Fails with a {@link Problem} before anything is
     * stored when the station is unknown to the caller, the command not his to give, or a payload not OCPP.
     * The same {@code idempotencyKey} of the same user within 24 hours gives the task of the first time.
     */
    public Mono<Dispatched> send(Caller caller, StationId station, CommandRequest request, @Nullable String idempotencyKey) {
        return send(caller, station, request, idempotencyKey, null);
    }

    /** {@code confirm}: what was typed to confirm a destructive command. */
    public Mono<Dispatched> send(Caller caller, StationId station, CommandRequest request, @Nullable String idempotencyKey,
            @Nullable String confirm) {
        return send(caller, station, request, new Manner(idempotencyKey, false, confirm));
    }

    Mono<Dispatched> send(Caller caller, StationId station, CommandRequest request, Manner manner) {
        return stations.require(caller, station).then(Mono.defer(() -> rights.commandFor(caller, station, request)))
                .flatMap(command -> confirmed(caller, List.of(command), station.value(), manner).thenReturn(command))
                .flatMap(command -> queue(caller.account(), task(caller, station, request, command, null), command, manner))
                .flatMap(Queued::begin);
    }

    /** Fails with {@code confirmation_required} when one of the commands is destructive and that was asked for and not typed. */
    Mono<Void> confirmed(Caller caller, List<StationCommand> commands, String wanted, Manner manner) {
        Optional<String> why = commands.stream().map(Destructive::why).filter(Objects::nonNull).findFirst();
        if (why.isEmpty() || caller.isKey()) return Mono.empty();
        return accounts.confirmsDestructive(caller.account())
                .doOnNext(always -> Confirmation.require(why.get(), wanted, manner.confirm(), always)).then();
    }

    /** What the platform asks by itself: a task like any other, given by nobody. */
    public Mono<Dispatched> send(AccountId account, StationId station, StationCommand command) {
        return queue(account, CommandTask.queued(station, command.name(), null, clock.instant(), null), command, Manner.PLAIN)
                .flatMap(Queued::begin);
    }

    /** All are stored before the first leaves, and each leaves when the one before it was answered; fails like {@link #send}. */
    public Mono<InTurn> sendInTurn(Caller caller, StationId station, List<StationCommand> commands) {
        UUID batch = UUID.randomUUID();
        return stations.require(caller, station).thenMany(Flux.fromIterable(commands))
                .concatMap(each -> rights.commandFor(caller, station, new Ask(each)))
                .concatMap(command -> queue(caller, station, new Ask(command), command, batch, Manner.PLAIN)).collectList()
                .map(queued -> begin(caller.account(), batch, queued));
    }

    /** The same by the platform itself. */
    public Mono<InTurn> sendInTurn(AccountId account, StationId station, List<StationCommand> commands) {
        UUID batch = UUID.randomUUID();
        return Flux.fromIterable(commands)
                .concatMap(command -> queue(account, CommandTask.queued(station, command.name(), null, clock.instant(), batch), command,
                        Manner.PLAIN))
                .collectList().map(queued -> begin(account, batch, queued));
    }

    /** Goes on by itself, whether or not anybody waits. */
    private static InTurn begin(AccountId account, UUID batch, List<Queued> queued) {
        Mono<Void> answered = Flux.fromIterable(queued).concatMap(each -> each.begin().flatMap(Dispatched::answered).onErrorComplete())
                .then().cache();
        answered.subscribe();
        return new InTurn(account, batch, queued.stream().map(Queued::task).toList(), answered);
    }

    /** For one of many stations, all known to be the caller's to see: stored, and not yet under way. Fails like the others. */
    Mono<Queued> queue(Caller caller, StationId station, CommandRequest request, StationCommand command, UUID batch, Manner manner) {
        return queue(caller.account(), task(caller, station, request, command, batch), command, manner);
    }

    private CommandTask task(Caller caller, StationId station, CommandRequest request, StationCommand command, @Nullable UUID batch) {
        String name = request instanceof CommandRequest.Named(var given, _) ? given : command.name();
        return CommandTask.queued(station, name, caller.user(), clock.instant(), batch);
    }

    private Mono<Queued> queue(AccountId account, CommandTask task, StationCommand command, Manner manner) {
        var order = new Order(command, delivery.effectOf(account, task.station(), command), manner.force());
        return tasks.queue(account, task, order.effect().orElse(null), manner.idempotencyKey()).map(stored -> {
            if (stored.id().equals(task.id()))
                return new Queued(stored,
                        Mono.defer(() -> prepared(account, stored, order).flatMap(ready -> delivery.dispatch(account, stored, ready))));
            if (!stored.station().equals(task.station()) || !stored.command().equals(task.command()))
                throw Problem.conflict("This Idempotency-Key belongs to another command.");
            return new Queued(stored, Mono.fromSupplier(() -> new Dispatched(stored, delivery.answerOf(stored))));
        });
    }

    private Mono<Order> prepared(AccountId account, CommandTask task, Order order) {
        Mono<StationCommand> ready = Mono.just(order.command());
        for (Preparation each : preparations) ready = ready.flatMap(so -> each.prepare(account, task, so));
        return ready.onErrorResume(Problem.class, problem -> tasks.withoutEffect(account, task.id(), problem.getMessage(), clock.instant())
                .then(Mono.error(problem.with("taskId", task.id())))).map(so -> new Order(so, order.effect(), order.force()));
    }

    /** A stored task; {@code begin} sets it on its way, unless it was before. */
    record Queued(CommandTask task, Mono<Dispatched> begin) {}

    /** How a command is given: {@code force} asks even what the station is known not to support; {@code confirm} is what was typed. */
    record Manner(@Nullable String idempotencyKey, boolean force, @Nullable String confirm) {
        static final Manner PLAIN = new Manner(null, false, null);

        /** The same for one of many stations. */
        Manner of(String station) {
            return new Manner(idempotencyKey == null ? null : idempotencyKey + " @ " + station, force, confirm);
        }
    }
}
