package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.FrameListener;
import java.time.Clock;
import java.util.List;

/** What all sessions share. */
record Rpc(SchemaValidator schemas, Tolerance tolerance, Habits habits, RpcMetrics metrics, List<FrameListener> listeners, Clock clock,
        OcppProperties settings) {}
