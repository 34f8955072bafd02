package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.FrameListener.Direction;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.rpc.Frame.CallError;
import io.wattline.csms.ocpp.rpc.Frame.CallResult;
import io.wattline.model.station.OcppVersion;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a station answers to our CALLs: judged, shown, learnt from and handed to who asked, also when it comes late. */
final class Replies {
    private final StationPrincipal station;
    private final WireFamily family;
    private final Rpc rpc;
    private final FrameTap tap;
    private final Outlet out;
    private final CallQueue calls;
    private final Limits limits;
    private final BiConsumer<String, Throwable> failures;

    /** {@code failures} hears of an action whose lesson could not be stored. */
    Replies(StationPrincipal station, WireFamily family, Rpc rpc, FrameTap tap, Outlet out, CallQueue calls, Limits limits,
            BiConsumer<String, Throwable> failures) {
        this.station = station;
        this.family = family;
        this.rpc = rpc;
        this.tap = tap;
        this.out = out;
        this.calls = calls;
        this.limits = limits;
        this.failures = failures;
    }

    void receive(CallResult result, String text, long at) {
        var inTime = calls.take(result.id());
        var call = inTime == null ? calls.takeLate(result.id()) : inTime;
        if (call == null) {
            show(FrameListener.Type.RESULT, null, result.id(), text, at, null, FrameTap.UNEXPECTED);
            return;
        }
        Judgement judged = rpc.tolerance().answer(station, call.action(), result.payload());
        OcppException flaw = judged.flaw();
        String kept = Secrets.mayHave(call.action())
                ? FrameCodec.write(new CallResult(result.id(), Secrets.masked(call.action(), result.payload())))
                : text;
        show(FrameListener.Type.RESULT, call.action(), result.id(), kept, at, call.sentAt(),
                inTime == null ? FrameTap.LATE : judged.verdict(station.version()));
        if (flaw != null && station.version() == OcppVersion.V2_1) out.resultError(result.id(), flaw);
        learn(call, judged.payload(), flaw);
    }

    void receive(CallError error, String text, long at) {
        var inTime = calls.take(error.id());
        var call = inTime == null ? calls.takeLate(error.id()) : inTime;
        if (call == null) {
            show(FrameListener.Type.ERROR, null, error.id(), text, at, null, FrameTap.UNEXPECTED);
            return;
        }
        show(FrameListener.Type.ERROR, call.action(), error.id(), text, at, call.sentAt(), inTime == null ? FrameTap.LATE : error.code());
        calls.finish(call, new Reply.Failure(error.code(), error.description()));
    }

    /** An answer that cannot be understood teaches nothing; one whose lesson cannot be stored is an answer all the same. */
    private void learn(CallQueue.Pending call, JsonNode answer, @Nullable OcppException flaw) {
        Mono<Void> lesson = flaw != null && CommandAnswers.isUnreadable(flaw)
                ? Mono.empty()
                : Mono.defer(() -> {
                    family.limits(call.action(), answer, limits);
                    return family.learn(station, call.action(), call.payload(), answer);
                });
        lesson.onErrorResume(failure -> {
            failures.accept(call.action(), failure);
            return Mono.empty();
        }).doFinally(_ -> calls.finish(call, new Reply.Result(answer, flaw))).subscribe();
    }

    private void show(FrameListener.Type type, @Nullable String action, String id, String text, long at, @Nullable Long since,
            String verdict) {
        tap.show(at, Direction.IN, type, action, id, text, since, verdict);
    }
}
