package io.wattline.allinone;

import io.wattline.simulator.DemoFleet;
import java.time.Duration;

/** Starts the whole platform for one person on one machine: what {@code mvn spring-boot:run} runs. */
public final class AllInOne {
    private static final String DEMO = "demo";

    private AllInOne() {}

    public static void main(String... settings) {
        long begin = System.nanoTime();
        Platform platform = startOrExit(settings);
        Welcome.print(platform, platform.hasProfile(DEMO), Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Starts the platform and, in the profile {@code demo}, the emulated stations. */
    static Platform start(String... settings) {
        Platform platform = Platform.start(settings);
        if (platform.hasProfile(DEMO)) platform.beforeClosing(DemoFleet.start(platform.chargers()));
        return platform;
    }

    private static Platform startOrExit(String... settings) {
        try {
            return start(settings);
        } catch (RuntimeException theApplicationHasSaidWhy) {
            System.exit(1);
            throw theApplicationHasSaidWhy;
        }
    }
}
