package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.FrameListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What all sessions share. {@code callTimeout}: how long a station may take to answer, and how long its repeated CALLs get the same answer. */
record Rpc(SchemaValidator schemas, RpcMetrics metrics, List<FrameListener> listeners, Clock clock, Duration callTimeout) {}
