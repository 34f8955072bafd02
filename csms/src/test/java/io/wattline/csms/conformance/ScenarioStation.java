package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.WholeTexts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A station on a real WebSocket, led step by step through a scenario. Payloads in single quotes; no wait is longer than 10 s. */
final class ScenarioStation extends WholeTexts implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;
    private int sent;

    /** How a station introduces itself. */
    record Address(int port, String id, String subprotocol, @Nullable String user, @Nullable String password) {
        Address(int port, String id, String subprotocol) { this(port, id, subprotocol, null, null); }

        Address with(String otherUser, String otherPassword) { return new Address(port, id, subprotocol, otherUser, otherPassword); }
    }

    private ScenarioStation() {}

    static ScenarioStation connected(Address address) {
        var station = new ScenarioStation();
        station.socket = open(address, station).join();
        return station;
    }

    /** The HTTP status with which a station is turned away at its handshake. */
    static int refused(Address address) {
        try {
            open(address, new ScenarioStation()).join().abort();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    private static CompletableFuture<WebSocket> open(Address address, WebSocket.Listener listener) {
        var builder = CLIENT.newWebSocketBuilder().subprotocols(address.subprotocol());
        if (address.user() != null) builder.header("Authorization", basic(address.user() + ":" + address.password()));
        return builder.buildAsync(URI.create("ws://localhost:" + address.port() + "/ocpp/" + address.id()), listener);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    String subprotocol() { return socket.getSubprotocol(); }

    /** Sends a CALL and waits for its answer. */
    Answer sends(String action, String payload) {
        String id = "s" + ++sent;
        write("[2,'" + id + "','" + action + "'," + payload + "]");
        JsonNode answer = next(answers, "the answer to " + action);
        assertThat(answer.path(1).asString()).isEqualTo(id);
        return new Answer(answer);
    }

    /** Waits for a CALL of this action; what the platform asks by itself meanwhile fails. */
    Call receives(String action) {
        for (JsonNode call = next(calls, action);; call = next(calls, action)) {
            if (call.path(2).asString().equals(action)) return new Call(call);
            write("[4,'" + call.path(1).asString() + "','InternalError','',{}]");
        }
    }

    /** Waits for a CALL of this action with at least these members. */
    Call receives(String action, String payload) {
        Call call = receives(action);
        Expected.in(call.payload(), payload);
        return call;
    }

    /** Leaves a file at an address it was given: the HTTP status. */
    static int uploads(String address, String text) {
        var request = HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.ofString(text)).build();
        return CLIENT.sendAsync(request, BodyHandlers.discarding()).orTimeout(10, TimeUnit.SECONDS).join().statusCode();
    }

    /** Waits until the other side has closed the connection. */
    void isClosed() {
        assertThat(closed.orTimeout(10, TimeUnit.SECONDS).join()).isPositive();
    }

    /** What the platform answered. */
    record Answer(JsonNode frame) {
        /** The payload of a CALLRESULT with at least these members. */
        JsonNode is(String payload) {
            assertThat(frame.path(0).intValue()).as("CALLRESULT %s", frame).isEqualTo(3);
            return Expected.in(frame.path(2), payload);
        }

        /** A CALLERROR with this code. */
        void isError(String code) {
            assertThat(frame.path(0).intValue()).as("CALLERROR %s", frame).isEqualTo(4);
            assertThat(frame.path(2).asString()).isEqualTo(code);
        }
    }

    /** What the platform asks. */
    final class Call {
        private final JsonNode frame;

        private Call(JsonNode frame) { this.frame = frame; }

        JsonNode payload() { return frame.path(3); }

        /** Answers with a CALLRESULT; what was asked. */
        JsonNode replies(String payload) {
            write("[3,'" + id() + "'," + payload + "]");
            return payload();
        }

        void repliesError(String code) { write("[4,'" + id() + "','" + code + "','',{}]"); }

        private String id() { return frame.path(1).asString(); }
    }

    private JsonNode next(BlockingQueue<JsonNode> queue, String what) {
        try {
            JsonNode frame = queue.poll(10, TimeUnit.SECONDS);
            assertThat(frame).as("%s within 10 s", what).isNotNull();
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void receive(String text) {
        JsonNode frame = Expected.json(text);
        (frame.path(0).intValue() == 2 ? calls : answers).add(frame);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    private void write(String frame) { socket.sendText(frame.replace('\'', '"'), true).join(); }

    @Override
    public void close() { socket.abort(); }
}
