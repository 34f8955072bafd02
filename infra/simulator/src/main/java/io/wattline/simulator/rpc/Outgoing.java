package io.wattline.simulator.rpc;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A CALL that waits for its turn. The payload is asked for when the frame is sent for the first time (an OCPP 1.6 station learns
 * its transaction number late) and never again: every repetition is the same text with the same message id.
 */
public final class Outgoing {
    /** How a CALL is treated while the connection is down, or before the central system has accepted the station. */
    public enum Kind {
        /** Goes out before the station is accepted. */
        BOOT,
        /** Worth nothing later: fails when the connection is down. */
        ORDINARY,
        /** About a transaction: kept until it is answered. */
        TRANSACTION
    }

    final Kind kind;
    final String id;
    final String action;
    final Consumer<Outcome> done;
    private final Supplier<? extends @Nullable JsonNode> payload;
    private @Nullable String text;
    int refusals;

    public Outgoing(Kind kind, String id, String action, Supplier<? extends @Nullable JsonNode> payload, Consumer<Outcome> done) {
        this.kind = kind;
        this.id = id;
        this.action = action;
        this.payload = payload;
        this.done = done;
    }

    /** The frame, or null when there is nothing to send. */
    @Nullable
    String text() {
        if (text == null) {
            JsonNode body = payload.get();
            if (body != null) text = new Frame.Call(id, action, body).text();
        }
        return text;
    }
}
