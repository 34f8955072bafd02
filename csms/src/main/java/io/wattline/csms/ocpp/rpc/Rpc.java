package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.FrameListener;
import java.time.Clock;
import java.util.List;

/** What all sessions share. */
record Rpc(CentralSystem central, SchemaValidator schemas, Tolerance tolerance, Habits habits, RpcMetrics metrics, Shares shares,
        List<FrameListener> listeners, Clock clock, OcppProperties settings) {}
