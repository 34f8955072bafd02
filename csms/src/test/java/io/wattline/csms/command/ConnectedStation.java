package io.wattline.csms.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.WholeTexts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A station on a WebSocket that answers CALLs as told beforehand, and leaves all others unanswered. Single quotes for double ones. */
public final class ConnectedStation extends WholeTexts implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> calledSoFar = new ConcurrentHashMap<>();
    private final Map<String, String> particular = new ConcurrentHashMap<>();
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;

    public ConnectedStation(int port, String id, String subprotocol) {
        socket = client.newWebSocketBuilder().subprotocols(subprotocol)
                .buildAsync(URI.create("ws://localhost:" + port + "/ocpp/" + id), this)
                .join();
    }

    /** Its CALLs are answered with this error from now on. */
    public ConnectedStation refusing(String action, String code) {
        answers.put(action, "!" + code);
        return this;
    }

    public ConnectedStation answering(String action, String payload) {
        answers.put(action, payload.replace('\'', '"'));
        return this;
    }

    /** Its CALLs with this text in them are answered so, whatever others are. */
    public ConnectedStation answeringThoseWith(String text, String payload) {
        particular.put(text.replace('\'', '"'), payload.replace('\'', '"'));
        return this;
    }

    /** Sends a CALL, the first of its action with that as its id, and waits for the payload of its answer. */
    public JsonNode calls(String action, String payload) {
        int count = calledSoFar.merge(action, 1, Integer::sum);
        send("[2,\"" + action + (count == 1 ? "" : "-" + count) + "\",\"" + action + "\"," + payload.replace('\'', '"') + "]");
        return JSON.readTree(next(results)).path(2);
    }

    /** Answers the next CALL it gets, whose text it is. */
    public String replies(String payload) {
        String call = nextCall();
        send("[3,\"" + JSON.readTree(call).path(1).stringValue() + "\"," + payload.replace('\'', '"') + "]");
        return call;
    }

    /** Sends a frame of its own making. */
    public void sends(String frame) { send(frame.replace('\'', '"')); }

    /** The next answer it gets to a CALL, or the error. */
    JsonNode nextAnswer() { return JSON.readTree(next(results)); }

    /** The payload of the next CALL of the action, as text; those of other actions are forgotten. */
    public String nextCallOf(String action) {
        while (true) {
            String text = next(calls);
            int payload = text.indexOf(",\"" + action + "\",");
            if (payload > 0) return text.substring(payload + action.length() + 4, text.length() - 1);
        }
    }

    /** The text of the next CALL it gets. */
    public String nextCall() { return next(calls); }

    public boolean hasCalls() { return !calls.isEmpty(); }

    private static String next(BlockingQueue<String> queue) {
        try {
            String text = queue.poll(10, TimeUnit.SECONDS);
            assertThat(text).as("a frame for the station within 10 s").isNotNull();
            return text;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void receive(String text) {
        JsonNode frame = JSON.readTree(text);
        if (frame.path(0).intValue() != 2) {
            results.add(text);
            return;
        }
        calls.add(text);
        String answer = particular.entrySet().stream().filter(each -> text.contains(each.getKey())).map(Map.Entry::getValue).findFirst()
                .orElseGet(() -> answers.get(frame.path(2).stringValue()));
        if (answer == null) return;
        if (answer.startsWith("!")) send("[4,\"" + frame.path(1).stringValue() + "\",\"" + answer.substring(1) + "\",\"\",{}]");
        else
            send("[3,\"" + frame.path(1).stringValue() + "\"," + answer + "]");
    }

    private synchronized void send(String text) { socket.sendText(text, true).join(); }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
