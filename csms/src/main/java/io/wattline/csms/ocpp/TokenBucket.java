package io.wattline.csms.ocpp;

/**
 * Lets a burst pass at once and then so many a minute. Kept as one number, the time at which the bucket is full again
 * (the generic cell rate algorithm), so that a bucket for each station costs next to nothing.
 */
public final class TokenBucket {
    private static final double MINUTE = 60_000;

    private final Rate rate;
    private double fullAt;

    public TokenBucket(Rate rate) { this.rate = rate; }

    /** {@code perMinute} 0: everything passes. */
    public record Rate(double perMinute, int burst) {
        public Rate {
            if (perMinute < 0) throw new IllegalArgumentException("fewer than no messages a minute");
            if (burst < 1) throw new IllegalArgumentException("a burst is at least 1");
        }

        private double intervalMillis() { return MINUTE / perMinute; }
    }

    /** Takes a place in any case; in how many milliseconds from {@code now} (milliseconds of a clock that does not step) it is free, 0 for at once. */
    public synchronized long take(long now) {
        long wait = millisUntilFree(now);
        if (rate.perMinute > 0) fullAt = Math.max(fullAt, (double) now) + rate.intervalMillis();
        return wait;
    }

    /** Takes a place if one is free now; else tells in how many milliseconds one will be. 0: taken. */
    public synchronized long tryTake(long now) {
        long wait = millisUntilFree(now);
        if (wait == 0) take(now);
        return wait;
    }

    private long millisUntilFree(long now) {
        if (rate.perMinute == 0) return 0;
        return Math.max(0, (long) Math.ceil(fullAt - (rate.burst - 1) * rate.intervalMillis() - now));
    }
}
