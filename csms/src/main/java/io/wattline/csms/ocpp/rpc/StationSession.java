package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.Ability;
import io.wattline.csms.ocpp.Admission.Admitted;
import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.FrameListener.Direction;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.rpc.Frame.Broken;
import io.wattline.csms.ocpp.rpc.Frame.Call;
import io.wattline.csms.ocpp.rpc.Frame.CallError;
import io.wattline.csms.ocpp.rpc.Frame.CallResult;
import io.wattline.csms.ocpp.rpc.Frame.CallResultError;
import io.wattline.csms.ocpp.rpc.Frame.Send;
import io.wattline.csms.ocpp.rpc.Frame.Unheard;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.StationCommand;
import io.wattline.model.station.OcppVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The conversation with one station over one connection. Its CALLs are answered one after the other in the order they came;
 * answers to our CALLs never wait behind them. When too many CALLs wait, no more is read from the station.
 * Source: OCPP-J 1.6 §4.1.1, OCPP 2.0.1 part 4 §4.1.1.
 */
public final class StationSession {
    private static final Logger LOG = LoggerFactory.getLogger(StationSession.class);
    private static final int MOST_WAITING_CALLS = 16;

    private final StationPrincipal station;
    private final OcppVersion version;
    private final WireFamily family;
    private final Rpc rpc;
    private final Outlet out;
    private final FrameTap tap;
    private final BootGate boot;
    private final CallQueue calls;
    private final Questions questions;
    private final Replies replies;
    private final LastAnswer lastAnswer;
    private final Pace pace;
    private boolean failing;
    private int unreadable;

    StationSession(Admitted admitted, WireFamily family, Rpc rpc, Transport transport) {
        station = admitted.principal();
        version = station.version();
        this.family = family;
        this.rpc = rpc;
        tap = new FrameTap(station, rpc.listeners());
        out = new Outlet(station, rpc, tap, transport);
        boot = new BootGate(admitted.standing(), rpc.clock().millis() + rpc.settings().quietPeriod().toMillis());
        calls = new CallQueue(this::sendCall, rpc.settings().callTimeout(), () -> station.manners().quirks().spacing(), rpc.clock(),
                boot);
        var limits = new Limits();
        questions = new Questions(station, family, rpc, calls, limits);
        replies = new Replies(station, family, rpc, tap, out, calls, limits, this::logFailure);
        lastAnswer = new LastAnswer(rpc.settings().callTimeout().toMillis());
        pace = new Pace(station, rpc);
    }

    /** Serves the station until its texts end. */
    public Mono<Void> serve(Flux<String> texts) {
        return texts.mapNotNull(this::hear).concatMap(this::answerAll, MOST_WAITING_CALLS).then();
    }

    /** What it was told when it booted; zero when it did not boot over this connection. */
    public Duration heartbeatInterval() {
        return boot.heartbeatInterval();
    }

    /** Whether its CALLs wait for us; what it sent after them may not have been read yet. */
    public boolean isBehind() {
        return pace.isBehind();
    }

    /** Whether it sends more than its share and is slowed therefore. */
    public boolean isThrottled() { return pace.isSlowed(); }

    /** Asks the station; never fails. */
    public Flux<CommandProgress> send(StationCommand command) { return questions.ask(command); }

    /** A raw call in our words, where we have some; else the same. */
    public StationCommand understood(StationCommand.RawCall raw) {
        return family.understood(raw);
    }

    /** The action by which the station is asked this; empty when its version cannot. */
    public Optional<Ability> abilityFor(StationCommand command) {
        return questions.abilityFor(command);
    }

    /** A binary message: not OCPP, and told so. */
    public void refuseBinary() {
        var error = new OcppException(OcppErrorCode.RPC_FRAMEWORK_ERROR, "OCPP messages are text, not binary");
        receiveBroken(new Broken(0, Frame.UNREADABLE_ID, error), "(binary)", rpc.clock().millis());
    }

    /** The connection ended: what we asked will not be answered. */
    public void close(String why) {
        calls.close(why);
        pace.ends();
    }

    /** A frame that we fail at is our fault, and no reason to hang up. */
    private @Nullable Incoming hear(String text) {
        try {
            return receive(text);
        } catch (RuntimeException e) {
            logFailure("none", e);
            return null;
        }
    }

    private @Nullable Incoming receive(String text) {
        Frame frame = FrameCodec.read(text, version);
        List<String> texts = frame instanceof Broken && !station.manners().strict() ? Salvage.texts(text) : List.of();
        return texts.isEmpty() ? receive(frame, text) : receiveSalvaged(text, texts);
    }

    private @Nullable Incoming receiveSalvaged(String text, List<String> texts) {
        rpc.tolerance().salvaged(station, text, texts.size());
        return texts.stream().map(each -> receive(FrameCodec.read(each, version), each)).filter(Objects::nonNull)
                .reduce(Incoming::before).orElse(null);
    }

    private @Nullable Incoming receive(Frame frame, String text) {
        long at = rpc.clock().millis();
        if (!(frame instanceof Broken)) unreadable = 0;
        return switch (frame) {
            case Call(var id, var action, var payload) -> incoming(id, action, payload, text, at, true);
            case Send(var id, var action, var payload) -> incoming(id, action, payload, text, at, false);
            case CallResult result -> {
                replies.receive(result, text, at);
                yield null;
            }
            case CallError error -> {
                replies.receive(error, text, at);
                yield null;
            }
            case CallResultError(var id, var code, _) -> shown(FrameListener.Type.ERROR, null, id, text, at, null, code);
            case Unheard(var id, var type) -> receiveUnheard(id, type, text, at);
            case Broken broken -> receiveUnreadable(broken, text, at);
        };
    }

    private Incoming incoming(String id, String action, JsonNode payload, String text, long at, boolean answered) {
        Judgement judged = rpc.tolerance().call(station, action, payload, !answered, Instant.ofEpochMilli(at));
        String known = rpc.schemas().isKnown(version, action) ? action : null;
        tap.show(at, Direction.IN, answered ? FrameListener.Type.CALL : FrameListener.Type.SEND, known, id,
                Secrets.kept(id, action, payload, text), null, judged.verdict(version));
        pace.arrived();
        if (action.equals(BootGate.BOOT)) boot.begins();
        return new Incoming(id, action, judged.payload(), answered, text, judged.flaw(), at, System.nanoTime(), null);
    }

    /** 1.6 says to ignore such a message, 2.x to refuse it. Source: OCPP-J 1.6 §4.1.3, OCPP 2.0.1 part 4 §4.3. */
    private @Nullable Incoming receiveUnheard(String id, int type, String text, long at) {
        shown(FrameListener.Type.BROKEN, null, id, text, at, null, OcppErrorCode.MESSAGE_TYPE_NOT_SUPPORTED.wireName(version));
        if (version.is2x())
            out.error(id, null, new OcppException(OcppErrorCode.MESSAGE_TYPE_NOT_SUPPORTED, "no message has type " + type), at);
        return null;
    }

    private @Nullable Incoming receiveUnreadable(Broken broken, String text, long at) {
        receiveBroken(broken, text, at);
        if (++unreadable == rpc.settings().mostUnreadable()) out.giveUp(unreadable + " messages in a row could not be read");
        return null;
    }

    private @Nullable Incoming receiveBroken(Broken broken, String text, long at) {
        shown(FrameListener.Type.BROKEN, null, broken.id(), text, at, null, broken.error().code().wireName(version));
        boolean isAnswer = broken.type() == FrameCodec.CALL_RESULT || broken.type() == FrameCodec.CALL_ERROR;
        if (!isAnswer) {
            out.error(broken.id(), null, broken.error(), at);
            return null;
        }
        if (version == OcppVersion.V2_1 && broken.type() == FrameCodec.CALL_RESULT) out.resultError(broken.id(), broken.error());
        var call = calls.take(broken.id());
        if (call != null) calls.finish(call, new Reply.None("the station's answer cannot be read: " + broken.error().sentence()));
        return null;
    }

    private Mono<Void> answerAll(Incoming first) {
        return first.next() == null ? answerInTurn(first) : answerInTurn(first).then(Mono.defer(() -> answerAll(first.next())));
    }

    private Mono<Void> answerInTurn(Incoming call) {
        var answer = pace.inTurn(() -> answer(call));
        return !call.action().equals(BootGate.BOOT) ? answer : answer.doFinally(_ -> {
            boot.isOver();
            calls.advance();
        });
    }

    private Mono<Void> answer(Incoming call) {
        boolean kept = call.flaw() != null && rpc.tolerance().keeps(station, call.action(), call.flaw());
        OcppException refusal = call.flaw() == null || kept ? boot.refusalOf(call.action()) : call.flaw();
        if (refusal != null) {
            if (call.answered()) out.error(call.id(), call.action(), refusal, call.at());
            return Mono.empty();
        }
        String repeated = lastAnswer.find(call.id(), call.text(), call.at());
        if (repeated != null) {
            out.resultAgain(call, repeated);
            return Mono.empty();
        }
        return Mono.defer(() -> kept ? keep(call, call.flaw()) : family.answer(station, call.action(), call.payload()))
                .onErrorMap(JacksonException.class, StationSession::outOfBounds)
                .onErrorResume(OcppException.class,
                        flaw -> rpc.tolerance().keeps(station, call.action(), flaw) ? keep(call, flaw) : Mono.error(flaw))
                .single()
                .doOnNext(payload -> sendResult(call, payload))
                .onErrorResume(failure -> {
                    fail(call, failure);
                    return Mono.empty();
                })
                .then();
    }

    /** What no schema forbids and no station has, such as a number of twenty digits. */
    private static OcppException outOfBounds(JacksonException e) {
        return new OcppException(OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "a value is out of bounds: " + e.getOriginalMessage());
    }

    private Mono<JsonNode> keep(Incoming call, OcppException flaw) {
        return family.keep(station, call.action(), call.payload(), flaw.sentence());
    }

    private void sendResult(Incoming call, JsonNode payload) {
        failing = false;
        if (!call.answered()) return;
        OcppException flaw = rpc.schemas().flawInOurAnswer(version, call.action(), payload);
        if (flaw != null) throw new IllegalStateException("our answer breaks its schema: " + flaw.sentence());
        String text = out.result(call, payload);
        if (call.action().equals(BootGate.BOOT)) boot.answered(payload);
        // The answer to a heartbeat is the time, that to a boot may have changed, and some stations give each the same id.
        if (call.action().equals(BootGate.BOOT) || call.action().equals("Heartbeat")) lastAnswer.forget();
        else
            lastAnswer.keep(call.id(), call.text(), text, call.at());
        rpc.metrics().answered(version, call.action(), System.nanoTime() - call.nanos());
    }

    private void fail(Incoming call, Throwable failure) {
        if (failure instanceof OcppException known) {
            if (call.answered()) out.error(call.id(), call.action(), known, call.at());
            return;
        }
        logFailure(call.action(), failure);
        if (call.answered())
            out.error(call.id(), call.action(),
                    new OcppException(OcppErrorCode.INTERNAL_ERROR, "the message was not stored; send it again later"), call.at());
    }

    /** Once until it works again: a database that is away must not cost a line per frame. */
    private void logFailure(String action, Throwable failure) {
        if (!failing)
            LOG.atError().addKeyValue("station", station.station()).addKeyValue("account", station.account())
                    .addKeyValue("action", action).setCause(failure).log("a message could not be handled");
        failing = true;
    }

    private void sendCall(Call call) {
        boot.asks(call.action(), call.payload());
        out.call(call);
    }

    private @Nullable Incoming shown(FrameListener.Type type, @Nullable String action, String id, String text, long at,
            @Nullable Long since,
            String verdict) {
        tap.show(at, Direction.IN, type, action, id, text, since, verdict);
        return null;
    }
}
