package io.wattline.csms.faults;

import io.wattline.csms.WholeTexts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A station's connection, one after the other; nothing that happens to it is an error. */
final class StationSocket implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode END = JSON.createArrayNode();

    private final URI address;
    private final String subprotocol;
    private final Duration patience;
    private volatile @Nullable Line line;

    StationSocket(String id, int port, String subprotocol, Duration patience) {
        address = URI.create("ws://localhost:" + port + "/ocpp/" + id);
        this.subprotocol = subprotocol;
        this.patience = patience;
    }

    boolean isOpen() { return line != null; }

    /** False when nobody is there or the station is turned away. */
    boolean open() {
        var opening = new Line();
        try {
            opening.socket = CLIENT.newWebSocketBuilder().subprotocols(subprotocol).connectTimeout(patience).buildAsync(address, opening)
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
            line = opening;
            return true;
        } catch (CompletionException _) {
            return false;
        }
    }

    /** The frame that answers; null when the connection ended before, or nothing came in time. */
    @Nullable
    JsonNode call(String action, String payload) {
        Line current = line;
        if (current == null) return null;
        String id = UUID.randomUUID().toString();
        try {
            current.socket.sendText("[2,\"" + id + "\",\"" + action + "\"," + payload.replace('\'', '"') + "]", true).join();
        } catch (CompletionException _) {
            line = null;
            return null;
        }
        return answer(current, id);
    }

    private @Nullable JsonNode answer(Line current, String id) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            JsonNode frame = current.next(until - System.nanoTime());
            if (isEnd(frame)) {
                line = null;
                return null;
            }
            if (frame == null || frame.path(1).asString().equals(id)) return frame;
        }
    }

    /** As long as nothing comes. */
    void pause(Duration time) {
        Line current = line;
        if (current == null) current = new Line();
        if (isEnd(current.next(time.toNanos()))) line = null;
    }

    private static boolean isEnd(@Nullable JsonNode frame) { return frame != null && frame.isEmpty(); }

    @Override
    public void close() {
        Line current = line;
        if (current != null) current.socket.abort();
        line = null;
    }

    private static final class Line extends WholeTexts {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private WebSocket socket;

        @Nullable
        JsonNode next(long nanos) {
            try {
                return frames.poll(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void receive(String text) { frames.add(JSON.readTree(text)); }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            frames.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) { frames.add(END); }
    }
}
