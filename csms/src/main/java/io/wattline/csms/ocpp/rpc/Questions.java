package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.Ability;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.OcppVersion;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What we ask of a station over its connection: commands become CALLs, one or several, and answers become results. */
final class Questions {
    private final StationPrincipal station;
    private final OcppVersion version;
    private final WireFamily family;
    private final CentralSystem central;
    private final SchemaValidator schemas;
    private final CallQueue calls;
    private final Limits limits;

    Questions(StationPrincipal station, WireFamily family, Rpc rpc, CallQueue calls, Limits limits) {
        this.station = station;
        version = station.version();
        this.family = family;
        central = rpc.central();
        schemas = rpc.schemas();
        this.calls = calls;
        this.limits = limits;
    }

    /** Never fails. */
    Flux<CommandProgress> ask(StationCommand command) {
        return switch (family.encode(version, command)) {
            case Encoding.Impossible(var why) -> unasked(why);
            case Request request when command instanceof RawCall raw && !raw.inParts() -> call(request);
            case Request request -> {
                Script script = family.script(command, request);
                yield script == null ? call(request) : recall(script).thenMany(new Dialogue(script, limits, this::call).hold());
            }
        };
    }

    Optional<Ability> abilityFor(StationCommand command) {
        return family.encode(version, command) instanceof Request(var action, var payload)
                ? Optional.of(Ability.of(action, payload))
                : Optional.empty();
    }

    /** What the station told of its limits over whatever connection; without the store, what it told over this one has to do. */
    private Mono<Void> recall(Script script) {
        if (script.limits().isEmpty()) return Mono.empty();
        return central.told(station, script.limits()).doOnNext(told -> told.forEach(limits::learn)).onErrorComplete().then();
    }

    private Flux<CommandProgress> call(Request request) {
        OcppException flaw = schemas.flawInOurCall(version, request.action(), request.payload());
        if (flaw != null) return unasked(flaw.sentence());
        String shown = Secrets.masked(request.action(), request.payload()).toString();
        return Flux.create(sink -> sink.onDispose(calls
                .call(request.action(), request.payload(), () -> sink.next(new CommandProgress.Sent(request.action(), shown)))
                .index((before, reply) -> CommandAnswers.of(reply, before > 0, request.action(), version, family))
                .subscribe(sink::next, sink::error, sink::complete)));
    }

    private static Flux<CommandProgress> unasked(String why) {
        return Flux.just(new CommandProgress.Answered(new CommandResult.Unsupported(why), null));
    }
}
