package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.FrameListener;
import io.wattline.csms.ocpp.FrameListener.Direction;
import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import io.wattline.csms.ocpp.StationPrincipal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the frames of one connection to those who listen. */
final class FrameTap {
    static final String OK = "ok";
    /** Understood after a repair. */
    static final String TOLERATED = "tolerated";
    /** An answer that came when nobody waited for it any more. */
    static final String LATE = "late";
    /** An answer that nobody waits for. */
    static final String UNEXPECTED = "unexpected";
    private static final Logger LOG = LoggerFactory.getLogger(FrameTap.class);

    private final StationPrincipal station;
    private final List<FrameListener> listeners;

    FrameTap(StationPrincipal station, List<FrameListener> listeners) {
        this.station = station;
        this.listeners = listeners;
    }

    void show(long at, Direction direction, FrameListener.Type type, @Nullable String action, String id, String text, @Nullable Long since,
            String verdict) {
        if (listeners.isEmpty()) return;
        Integer latency = since == null ? null : Math.toIntExact(Math.max(0, at - since));
        var frame = new FrameSeen(Instant.ofEpochMilli(at), direction, type, action, id, text.replace('\0', '\uFFFD'), latency, verdict);
        for (FrameListener listener : listeners) show(listener, frame);
    }

    /** A listener that fails costs itself the frame, not the station its connection. */
    private void show(FrameListener listener, FrameSeen frame) {
        try {
            listener.onFrame(station, frame);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("station", station.station()).setCause(e).log("a frame listener failed");
        }
    }
}
