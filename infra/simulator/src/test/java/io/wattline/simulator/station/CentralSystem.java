package io.wattline.simulator.station;

import static io.wattline.simulator.rpc.Json.object;

import io.wattline.simulator.rpc.Frame;
import io.wattline.simulator.rpc.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A central system as far as a station can tell: it answers properly, unless a test says otherwise, and remembers everything. */
public final class CentralSystem {
    public final List<Frame.Call> calls = new CopyOnWriteArrayList<>();
    public final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final Map<String, Frame> answers = new ConcurrentHashMap<>();
    private final Map<String, Function<Frame.Call, @Nullable Frame>> scripts = new HashMap<>();
    private final Version version;
    private final Supplier<Instant> clock;
    private int transactions;
    private int questions;

    public CentralSystem(Version version, Supplier<Instant> clock) {
        this.version = version;
        this.clock = clock;
    }

    /** Answers this action so from now on; null is silence. */
    public void when(String action, Function<Frame.Call, @Nullable Frame> script) {
        scripts.put(action, script);
    }

    void whenAnswer(String action, String json) { when(action, call -> new Frame.CallResult(call.id(), json(json))); }

    void answerProperly(String action) { scripts.remove(action); }

    /** The reply to this text, if there is one. */
    synchronized @Nullable String receive(String text) {
        notifyAll();
        return switch (Frame.parse(text)) {
            case Frame.Call call -> {
                calls.add(call);
                check(call.action(), call.payload());
                Frame reply = scripts.getOrDefault(call.action(), this::properAnswer).apply(call);
                yield reply == null ? null : reply.text();
            }
            case Frame.CallResult result -> {
                check(asked.get(result.id()) + "Response", result.payload());
                answers.put(result.id(), result);
                yield null;
            }
            case Frame.CallError error -> {
                answers.put(error.id(), error);
                yield null;
            }
            case null -> throw new AssertionError("no frame: " + text);
        };
    }

    /** Waits until this holds of what has been received; fails after ten seconds. */
    synchronized void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) throw new AssertionError("never happened: " + what + "; received " + calls);
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private void check(String message, JsonNode payload) {
        Schemas.of(version).errors(message, payload).forEach(error -> violations.add(message + ": " + error + " in " + payload));
    }

    private Frame properAnswer(Frame.Call call) {
        JsonNode accepted = object("status", "Accepted");
        return new Frame.CallResult(call.id(), switch (call.action()) {
            case "BootNotification" -> object("status", "Accepted", "currentTime", clock.get(), "interval", 300);
            case "Heartbeat" -> object("currentTime", clock.get());
            case "Authorize" -> object(version == Version.V16 ? "idTagInfo" : "idTokenInfo", accepted);
            case "StartTransaction" -> object("transactionId", ++transactions, "idTagInfo", accepted);
            default -> object();
        });
    }

    /** A CALL for the station, and the id under which its answer will be found. */
    synchronized Frame.Call question(String action, String json) {
        var call = new Frame.Call("q" + ++questions, action, json(json));
        check(action, call.payload());
        asked.put(call.id(), action);
        return call;
    }

    @Nullable
    Frame answerTo(Frame.Call question) { return answers.get(question.id()); }

    public List<JsonNode> payloads(String action) {
        var payloads = new ArrayList<JsonNode>();
        for (Frame.Call call : calls) if (call.action().equals(action)) payloads.add(call.payload());
        return payloads;
    }

    static JsonNode json(String singleQuoted) { return Json.MAPPER.readTree(singleQuoted.replace('\'', '"')); }
}
