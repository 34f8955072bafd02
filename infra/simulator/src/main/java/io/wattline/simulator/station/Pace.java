package io.wattline.simulator.station;

import io.wattline.simulator.rpc.LinkPace;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How fast things happen.
 *
 * @param sampling between two meter samples of a transaction
 * @param handling what a person needs for a movement of the hand: to plug in, to show a tag
 * @param reboot how long a station is away after a reset
 * @param timeLapse drivers hurry and batteries are smaller by this factor; power, energy and clock stay true to each other
 */
public record Pace(Duration sampling, Duration handling, Duration reboot, double timeLapse, LinkPace link) {
    public static final Pace DEMO = new Pace(Duration.ofSeconds(5), Duration.ofMillis(1500), Duration.ofSeconds(4), 10, LinkPace.DEFAULT);

    /** The time of one movement of the hand, now a little quicker, now a little slower. */
    Duration hands(RandomGenerator random) {
        return Duration.ofMillis((long) (handling.toMillis() * random.nextDouble(0.7, 1.3)));
    }

    Duration lapse(Duration real) { return Duration.ofMillis(Math.round(real.toMillis() / timeLapse)); }
}
