package io.wattline.csms.command;

import io.wattline.csms.command.Commands.Manner;
import io.wattline.csms.command.Commands.Queued;
import io.wattline.csms.command.FleetOrder.Item;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.command.StationCommand;
import io.wattline.model.station.StationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One command for many stations: a task each, all decided and stored before the first is sent. Not all are asked at once: a fleet that reboots
 * or reports at a word would be one that comes back and speaks at once.
 */
@Service
class Fleet {
    private static final int STORED_AT_ONCE = 4;
    private static final int ASKED_AT_ONCE = 16;

    private final Stations stations;
    private final CommandRights rights;
    private final Commands commands;

    Fleet(Stations stations, CommandRights rights, Commands commands) {
        this.stations = stations;
        this.rights = rights;
        this.commands = commands;
    }

    /** What is wrong with single stations is said in their items. */
    Mono<FleetOrder> send(Caller caller, FleetForm form, CommandRequest request, Manner manner) {
        return targets(caller, form).concatMap(target -> decide(caller, target, request)).collectList()
                .flatMap(decided -> confirmed(caller, decided, manner).then(Mono.defer(() -> queue(caller, decided, request, manner))));
    }

    /** Many stations are not typed one by one, but counted. */
    private Mono<Void> confirmed(Caller caller, List<Target> decided, Manner manner) {
        List<StationCommand> asked = decided.stream().flatMap(target -> Optional.ofNullable(target.command()).stream()).toList();
        return commands.confirmed(caller, asked, asked.size() + " stations", manner);
    }

    private Flux<Target> targets(Caller caller, FleetForm form) {
        if (form.filter() != null) return stations.matching(caller, form.filter(), FleetForm.MOST + 1).flatMapIterable(found -> {
            if (found.size() > FleetForm.MOST)
                throw Problem.badRequest("More than " + FleetForm.MOST + " stations match.",
                        new Problem.Field("filter", "must be narrower"));
            return found.stream().map(station -> new Target(station.value(), station, null, null)).toList();
        });
        List<String> ids = Objects.requireNonNull(form.stationIds());
        Set<StationId> wanted = ids.stream().flatMap(id -> station(id).stream()).collect(Collectors.toSet());
        return stations.known(caller, wanted).flatMapIterable(known -> ids.stream().map(id -> station(id).filter(known::contains)
                .map(station -> new Target(id, station, null, null))
                .orElseGet(() -> new Target(id, null, null, Stations.unknown(id)))).toList());
    }

    private Mono<Target> decide(Caller caller, Target target, CommandRequest request) {
        if (target.station() == null) return Mono.just(target);
        return rights.commandFor(caller, target.station(), request).map(command -> new Target(target.id(), target.station(), command, null))
                .onErrorResume(Problem.class, problem -> Mono.just(new Target(target.id(), target.station(), null, problem)));
    }

    private Mono<FleetOrder> queue(Caller caller, List<Target> targets, CommandRequest request, Manner manner) {
        UUID batch = UUID.randomUUID();
        return Flux.fromIterable(targets).flatMapSequential(target -> queue(caller, target, request, batch, manner), STORED_AT_ONCE)
                .collectList()
                .map(stored -> begin(caller, batch, stored));
    }

    private Mono<Stored> queue(Caller caller, Target target, CommandRequest request, UUID batch, Manner manner) {
        if (target.station() == null || target.command() == null) return Mono.just(new Stored(target, null, target.problem()));
        return commands.queue(caller, target.station(), request, target.command(), batch, manner.of(target.id()))
                .map(queued -> new Stored(target, queued, null))
                .onErrorResume(Problem.class, problem -> Mono.just(new Stored(target, null, problem)));
    }

    /** Goes on by itself, whether or not anybody waits. */
    private static FleetOrder begin(Caller caller, UUID batch, List<Stored> stored) {
        List<Queued> queued = stored.stream().flatMap(each -> Optional.ofNullable(each.queued()).stream()).toList();
        Mono<Void> answered = Flux.fromIterable(queued)
                .flatMap(each -> each.begin().flatMap(begun -> begun.answered()).onErrorComplete(), ASKED_AT_ONCE).then().cache();
        answered.subscribe();
        var items = new ArrayList<Item>();
        for (Stored each : stored)
            items.add(new Item(each.target().id(), each.queued() == null ? null : each.queued().task(), each.problem()));
        UUID first = queued.isEmpty() || queued.getFirst().task().batch() == null ? batch : queued.getFirst().task().batch();
        return new FleetOrder(caller.account(), first, items, answered);
    }

    private static Optional<StationId> station(String id) {
        try {
            return Optional.of(new StationId(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A station that is meant, with what it is to be asked or why it cannot be. */
    private record Target(String id, @Nullable StationId station, @Nullable StationCommand command, @Nullable Problem problem) {}

    private record Stored(Target target, @Nullable Queued queued, @Nullable Problem problem) {}
}
