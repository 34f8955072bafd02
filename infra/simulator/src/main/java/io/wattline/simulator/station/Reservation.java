package io.wattline.simulator.station;

import java.time.Instant;

/** A connector is kept for a tag until then. */
record Reservation(int id, String tag, Instant until) {}
