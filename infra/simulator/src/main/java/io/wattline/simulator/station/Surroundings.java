package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Timeline;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What an EVSE shares with its station; {@code idle} is run when a transaction has ended. */
record Surroundings(Timeline time, RandomGenerator random, Settings settings, Profiles profiles, Voice voice, Supplier<String> newSessionId,
        Runnable idle, Pace pace, Consumer<String> journal) {}
