package io.wattline.csms.ocpp;

/**
 * Time that passes evenly whatever is done to the clock of the machine, in milliseconds since the start: for waits and silences. What is told
 * and stored has its time from the Clock.
 */
public final class Uptime {
    private static final long START = System.nanoTime();

    private Uptime() {}

    public static long millis() { return (System.nanoTime() - START) / 1_000_000; }
}
