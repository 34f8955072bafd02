package io.wattline.simulator.load;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Gives the stations of one event loop their turns at a fixed rate, come what may. Turns are due in slots of a millisecond: finer than
 * that no clockwork of an event loop is, and what it is late counts against the server otherwise.
 */
final class Pacer implements Runnable {
    private static final long SLOT = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop home;
    private final List<Charger> chargers;
    private final double perSecond;
    private final long turns;
    private final BiConsumer<Charger, Long> turn;
    private final long beginNanos;
    private long given;

    /** All at once with a rate of infinity. */
    Pacer(EventLoop home, List<Charger> chargers, double perSecond, long turns, BiConsumer<Charger, Long> turn, long beginNanos) {
        this.home = home;
        this.chargers = chargers;
        this.perSecond = perSecond;
        this.turns = turns;
        this.turn = turn;
        this.beginNanos = beginNanos;
    }

    void start() { home.execute(this); }

    @Override
    public void run() {
        long now = System.nanoTime();
        while (given < turns && due(given) <= now) {
            turn.accept(chargers.get((int) (given % chargers.size())), due(given));
            given++;
        }
        if (given < turns) home.schedule(this, Math.max(0, due(given) - now), TimeUnit.NANOSECONDS);
    }

    private long due(long number) { return beginNanos + (long) (number / perSecond * 1e9) / SLOT * SLOT; }
}
