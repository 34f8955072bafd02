package io.wattline.csms.deviation;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far stations' clocks are ahead of ours, smoothed: a message may have travelled long, a clock may have been set. */
@Component
public final class ClockSkews {
    private static final double WEIGHT = 0.25;
    /** Beyond that it is another clock setting, not another journey. */
    private static final double JUMP_SECONDS = 60;
    /** Values that differ more from the clock are of a replayed queue. */
    private static final double REPLAY_SECONDS = 600;
    private static final double WORTH_STORING_SECONDS = 2;

    private final Map<Key, Skew> skews = new HashMap<>();
    private final Map<Key, Skew> unstored = new HashMap<>();

    record Key(AccountId account, StationId station) {}

    private static final class Skew {
        private double seconds;
        private @Nullable Double stored;

        Duration rounded() { return Duration.ofSeconds(Math.round(seconds)); }
    }

    record Row(AccountId account, StationId station, long seconds) {}

    ClockSkews() {}

    /** How far the station's clock is ahead of ours, negative when behind; zero as long as nothing is known of it. Whole seconds. */
    public synchronized Duration ahead(AccountId account, StationId station) {
        Skew known = skews.get(new Key(account, station));
        return known == null ? Duration.ZERO : known.rounded();
    }

    /** The station's skew now; null when this time tells nothing of it. {@code mayBeOld}: the message may be a replayed one. */
    synchronized @Nullable Duration learn(AccountId account, StationId station, Duration ahead, boolean mayBeOld) {
        var key = new Key(account, station);
        Skew known = skews.get(key);
        double told = ahead.toMillis() / 1000.0;
        if (mayBeOld && Math.abs(told - (known == null ? 0 : known.seconds)) > REPLAY_SECONDS) return null;
        Skew skew = known == null ? new Skew() : known;
        boolean fresh = known == null || Math.abs(told - skew.seconds) > JUMP_SECONDS;
        skew.seconds = fresh ? told : skew.seconds + WEIGHT * (told - skew.seconds);
        skews.putIfAbsent(key, skew);
        if (skew.stored == null || Math.abs(skew.stored - skew.seconds) >= WORTH_STORING_SECONDS) unstored.put(key, skew);
        return skew.rounded();
    }

    synchronized boolean hasNews() { return !unstored.isEmpty(); }

    /** What is to be stored; it counts as stored from now on. */
    synchronized List<Row> take() {
        var rows = new ArrayList<Row>(unstored.size());
        unstored.forEach((key, skew) -> {
            skew.stored = skew.seconds;
            rows.add(new Row(key.account(), key.station(), Math.round(skew.seconds)));
        });
        unstored.clear();
        return rows;
    }
}
