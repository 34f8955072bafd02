package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** The people around one EVSE: they come, plug in, show a tag, wait and leave; and now and then something breaks. */
final class Visitors {
    private static final double LEAVES_WITHOUT_STOPPING = 0.25;

    private final Evse evse;
    private final Timeline time;
    private final RandomGenerator random;
    private final Pace pace;
    private final List<String> tags;

    Visitors(Evse evse, StationSpec station, Timeline time, RandomGenerator random, Pace pace) {
        this.evse = evse;
        this.tags = station.tags();
        this.time = time;
        this.random = random;
        this.pace = pace;
    }

    void start() {
        Integer first = evse.spec().firstVisitSeconds();
        time.after(first == null ? between(5, 60) : Duration.ofSeconds(first), this::visit);
        time.after(between(120, 900), this::breakDown);
    }

    private void visit() {
        if (evse.isFree()) {
            Car car = Car.any(random, pace.timeLapse());
            evse.plugIn(car);
            time.after(pace.hands(random), () -> {
                if (evse.car() == car && evse.session() == null) evse.present(tags.get(random.nextInt(tags.size())));
            });
            time.after(between(25, 90), () -> leave(car));
        }
        time.after(between(60, 180), this::visit);
    }

    private void leave(Car car) {
        if (evse.car() != car) return;
        if (random.nextDouble() < LEAVES_WITHOUT_STOPPING) evse.unplug();
        else if (evse.session() != null) evse.end(StopCause.DRIVER);
    }

    private void breakDown() {
        if (!evse.isFaulted()) {
            evse.fail(Fault.USUAL.get(random.nextInt(Fault.USUAL.size())));
            time.after(between(5, 12), evse::repair);
        }
        time.after(between(240, 900), this::breakDown);
    }

    private Duration between(int minMinutes, int maxMinutes) {
        return pace.lapse(Duration.ofSeconds(random.nextLong(60L * minMinutes, 60L * maxMinutes)));
    }
}
