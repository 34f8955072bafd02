package io.wattline.csms.deviation;

import java.time.Instant;

/** One way in which a station deviated; {@code pointer} is a JSON pointer into the payload, {@code *} any item of a list. */
record DeviationView(String kind, String action, String pointer, long count, Instant firstAt, Instant lastAt, String example) {}
