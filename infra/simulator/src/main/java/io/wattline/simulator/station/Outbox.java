package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Link;
import io.wattline.simulator.rpc.Outcome;
import io.wattline.simulator.rpc.Outgoing;
import io.wattline.simulator.rpc.Outgoing.Kind;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hands a station's messages to its link. Ids never repeat, also not after a restart of the simulator: they begin with the time. */
public final class Outbox {
    private static final int BASE = 36;

    private final String prefix;
    private @Nullable Link link;
    private long count;

    public Outbox(Instant startedAt) { this.prefix = Long.toString(startedAt.toEpochMilli(), BASE) + "-"; }

    /** The link needs its owner first and the owner needs the outbox: it is given here once. */
    public void through(Link opened) {
        link = opened;
    }

    public String newId() { return prefix + Long.toString(++count, BASE); }

    boolean isOnline() { return link != null && link.isOpen(); }

    public void send(Kind kind, String action, JsonNode payload, Consumer<Outcome> done) { later(kind, action, () -> payload, done); }

    /** The payload is asked for when the message is sent; null: there is nothing to send. */
    public void later(Kind kind, String action, Supplier<? extends @Nullable JsonNode> payload, Consumer<Outcome> done) {
        if (link != null) link.send(new Outgoing(kind, newId(), action, payload, done));
    }

    void tell(String action, JsonNode payload) { send(Kind.ORDINARY, action, payload, _ -> {}); }
}
