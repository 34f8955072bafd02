package io.wattline.csms.command;

import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.command.StationCommand;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The one way in for everything that is asked of a station, whoever asks: a durable task, sent once and never again. */
@Service
public class Commands {
    private final Stations stations;
    private final CommandRights rights;
    private final TaskRows tasks;
    private final Delivery delivery;
    private final Clock clock;

    Commands(Stations stations, CommandRights rights, TaskRows tasks, Delivery delivery, Clock clock) {
        this.stations = stations;
        this.rights = rights;
        this.tasks = tasks;
        this.delivery = delivery;
        this.clock = clock;
    }

    /**
     * Emits once the task is stored and, when the station is not connected, already failed. Fails with a {@link Problem} before anything is
     * stored when the station is unknown to the caller, the command not his to give, or a payload not OCPP.
     * The same {@code idempotencyKey} of the same user within 24 hours gives the task of the first time.
     */
    public Mono<Dispatched> send(Caller caller, StationId station, CommandRequest request, @Nullable String idempotencyKey) {
        return stations.require(caller, station).then(Mono.defer(() -> rights.commandFor(caller, station, request)))
                .flatMap(command -> queue(caller.account(),
                        CommandTask.queued(station, nameOf(request, command), caller.user(), clock.instant()), command, idempotencyKey));
    }

    /** What the platform asks by itself: a task like any other, given by nobody. */
    public Mono<Dispatched> send(AccountId account, StationId station, StationCommand command) {
        return queue(account, CommandTask.queued(station, command.name(), null, clock.instant()), command, null);
    }

    private static String nameOf(CommandRequest request, StationCommand command) {
        return request instanceof CommandRequest.Named(var name, _) ? name : command.name();
    }

    private Mono<Dispatched> queue(AccountId account, CommandTask task, StationCommand command, @Nullable String key) {
        Optional<Effect> effect = Effect.of(command);
        return tasks.queue(account, task, effect.orElse(null), key).flatMap(stored -> {
            if (stored.id().equals(task.id())) return delivery.dispatch(account, stored, command, effect);
            if (!stored.station().equals(task.station()) || !stored.command().equals(task.command()))
                return Mono.error(Problem.conflict("This Idempotency-Key belongs to another command."));
            return Mono.just(new Dispatched(stored, delivery.answerOf(stored)));
        });
    }
}
