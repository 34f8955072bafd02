package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.rpc.Script.Exchange;
import io.wattline.csms.ocpp.rpc.Script.Outcome;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandProgress.InParts;
import io.wattline.model.command.CommandProgress.Late;
import io.wattline.model.command.CommandProgress.Part;
import io.wattline.model.command.CommandProgress.Sent;
import io.wattline.model.command.CommandResult.Unreachable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Follows a {@link Script}: one CALL after the other, until it has nothing left to ask or the station is gone. */
final class Dialogue {
    private final Script script;
    private final Limits limits;
    private final Function<Request, Flux<CommandProgress>> calls;

    Dialogue(Script script, Limits limits, Function<Request, Flux<CommandProgress>> calls) {
        this.script = script;
        this.limits = limits;
        this.calls = calls;
    }

    Flux<CommandProgress> hold() { return Flux.defer(() -> goOn(List.of())); }

    private Flux<CommandProgress> goOn(List<Exchange> heard) {
        Request next = isGone(heard) ? null : script.next(heard, limits);
        if (next == null) return Flux.fromIterable(end(heard));
        Flux<CommandProgress> call = calls.apply(next).concatMap(progress -> switch (progress) {
            case Sent sent -> heard.isEmpty() ? Flux.just(sent) : Flux.empty();
            case Answered answered -> goOn(and(heard, new Exchange(next, answered)));
            case Late late -> heard.isEmpty() ? Flux.just(late) : Flux.empty();
            case InParts parts -> Flux.just(parts);
        });
        return heard.isEmpty() ? call : call.startWith(parts(heard));
    }

    private static boolean isGone(List<Exchange> heard) {
        return !heard.isEmpty() && heard.getLast().answered().result() instanceof Unreachable;
    }

    private List<CommandProgress> end(List<Exchange> heard) {
        if (heard.size() == 1) return List.of(heard.getFirst().answered());
        Outcome outcome = script.outcome(heard);
        return List.of(parts(heard), new Sent(outcome.request().action(), shown(outcome.request())),
                new Answered(isGone(heard) ? heard.getLast().answered().result() : outcome.result(), text(outcome)));
    }

    private static @Nullable String text(Outcome outcome) { return outcome.answer() == null ? null : outcome.answer().toString(); }

    private static InParts parts(List<Exchange> heard) {
        return new InParts(heard.stream().map(each -> new Part(each.request().action(), shown(each.request()), each.answered().result(),
                each.answered().response())).toList());
    }

    private static String shown(Request request) { return Secrets.masked(request.action(), request.payload()).toString(); }

    private static List<Exchange> and(List<Exchange> heard, Exchange one) {
        var more = new ArrayList<>(heard);
        more.add(one);
        return List.copyOf(more);
    }
}
