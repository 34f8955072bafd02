package io.wattline.mobile.live;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one connector is doing, as csms tells it: {@code data} goes to phones unchanged. {@code sequence} orders all changes of an
 * account. A snapshot without a connector says that there is nothing to see yet.
 */
record LiveItem(boolean snapshot, long sequence, @Nullable Connector connector, ObjectNode data) {
    private static final String SNAPSHOT = "snapshot";

    record Connector(String station, int evse, int connector) {}

    static LiveItem of(ObjectNode data) {
        if (!data.path("sequence").isIntegralNumber()) throw new IllegalArgumentException("not a live item: no sequence");
        Connector connector = data.path("stationId").isString()
                ? new Connector(data.path("stationId").asString(), data.path("evse").asInt(0), data.path("connector").asInt(0))
                : null;
        return new LiveItem(SNAPSHOT.equals(data.path("kind").asString("")), data.path("sequence").asLong(), connector, data);
    }

    static LiveItem nothingAt(long sequence) {
        return of(JsonNodeFactory.instance.objectNode().put("kind", SNAPSHOT).put("sequence", sequence));
    }

    LiveItem asSnapshot() { return snapshot ? this : of(data.deepCopy().put("kind", SNAPSHOT)); }

    /** Whether a viewer who has the other one learns nothing from this one. */
    boolean tellsNothingBeyond(LiveItem other) {
        return snapshot ? asSnapshot().data.equals(other.asSnapshot().data) : sequence <= other.sequence;
    }
}
