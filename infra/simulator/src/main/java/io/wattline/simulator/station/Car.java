package io.wattline.simulator.station;

import java.util.random.RandomGenerator;

/** A car with a battery: how much power it takes depends on how full it is. */
final class Car {
    private static final double TAPER_FROM = 80;
    private static final double LAST_SHARE = 0.08;

    private final double capacityWh;
    private final double acWatts;
    private final double dcWatts;
    private double storedWh;

    Car(double capacityWh, double socPercent, double acWatts, double dcWatts) {
        this.capacityWh = capacityWh;
        this.storedWh = capacityWh * socPercent / 100;
        this.acWatts = acWatts;
        this.dcWatts = dcWatts;
    }

    /** Some car of the road; its battery is smaller by the time lapse, so that it fills in minutes at a real power. */
    static Car any(RandomGenerator random, double timeLapse) {
        double[] onboardChargers = {7_400, 11_000, 11_000, 22_000};
        return new Car(random.nextDouble(42_000, 95_000) / timeLapse, random.nextDouble(10, 55),
                onboardChargers[random.nextInt(onboardChargers.length)], random.nextDouble(50_000, 190_000));
    }

    double socPercent() { return 100 * storedWh / capacityWh; }

    double remainingWh() { return Math.max(0, capacityWh - storedWh); }

    boolean isFull() { return remainingWh() < 0.5; }

    void charge(double wattHours) { storedWh = Math.min(capacityWh, storedWh + wattHours); }

    /** The power in watts it would take now. */
    double accepts(boolean dc) {
        return isFull() ? 0 : (dc ? dcWatts : acWatts) * share(socPercent());
    }

    /** The share of its best power that a battery takes: all of it up to 80 %, then less and less. */
    static double share(double socPercent) {
        if (socPercent <= TAPER_FROM) return 1;
        double intoTaper = Math.min(1, (socPercent - TAPER_FROM) / (100 - TAPER_FROM));
        return 1 - intoTaper * (1 - LAST_SHARE);
    }
}
