package io.wattline.portal.stations;

import io.wattline.portal.csms.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One OCPP frame of the message log; {@code icon} shows its direction, {@code payload} is indented where it is JSON. */
record FrameRow(String id, String at, String icon, String direction, String action, String type, String tone, String payload,
        @Nullable String latency,
        @Nullable String verdict) {
    private static final JsonMapper JSON = new JsonMapper();

    static List<FrameRow> of(List<Frame> frames) { return frames.stream().map(FrameRow::of).toList(); }

    private static FrameRow of(Frame frame) {
        boolean in = frame.direction().equals("in");
        return new FrameRow("frame-" + frame.id(), frame.at().toString(), frame.direction(), in ? "from the station" : "to the station",
                frame.action() == null ? "" : frame.action(), frame.type(), frame.type().equals("error") ? "bad" : in ? "in" : "out",
                indented(frame.payload()),
                frame.latencyMs() == null ? null : frame.latencyMs() + " ms", "ok".equals(frame.verdict()) ? null : frame.verdict());
    }

    private static String indented(String payload) {
        try {
            return JSON.readTree(payload).toPrettyString();
        } catch (JacksonException notJson) {
            return payload;
        }
    }
}
