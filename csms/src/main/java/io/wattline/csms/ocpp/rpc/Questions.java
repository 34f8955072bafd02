package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.Ability;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.OcppVersion;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** What we ask of a station over its connection: commands become CALLs, one or several, and answers become results. */
final class Questions {
    private final OcppVersion version;
    private final WireFamily family;
    private final SchemaValidator schemas;
    private final CallQueue calls;
    private final Limits limits;

    Questions(OcppVersion version, WireFamily family, SchemaValidator schemas, CallQueue calls, Limits limits) {
        this.version = version;
        this.family = family;
        this.schemas = schemas;
        this.calls = calls;
        this.limits = limits;
    }

    /** Never fails. */
    Flux<CommandProgress> ask(StationCommand command) {
        return switch (family.encode(version, command)) {
            case Encoding.Impossible(var why) -> unasked(why);
            case Request request when command instanceof RawCall -> call(request);
            case Request request -> {
                Script script = family.script(command, request);
                yield script == null ? call(request) : new Dialogue(script, limits, this::call).hold();
            }
        };
    }

    Optional<Ability> abilityFor(StationCommand command) {
        return family.encode(version, command) instanceof Request(var action, var payload)
                ? Optional.of(Ability.of(action, payload))
                : Optional.empty();
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
