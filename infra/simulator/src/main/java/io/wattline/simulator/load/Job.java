package io.wattline.simulator.load;

import static io.wattline.simulator.load.Step.AUTHORIZE;
import static io.wattline.simulator.load.Step.SAMPLE;
import static io.wattline.simulator.load.Step.START;
import static io.wattline.simulator.load.Step.STOP;

import java.util.List;

/** What a station does at its turn: its CALLs, each after the answer to the one before. */
enum Job {
    BOOT(Step.BOOT, Step.STATUS), HEARTBEAT(Step.HEARTBEAT), BEGIN(AUTHORIZE, START), METER(SAMPLE), END(STOP), //
    SESSION(AUTHORIZE, START, SAMPLE, SAMPLE, SAMPLE, SAMPLE, SAMPLE, STOP);

    // an immutable list, which the checker cannot know
    @SuppressWarnings("ImmutableEnumChecker")
    final List<Step> steps;

    Job(Step... steps) { this.steps = List.of(steps); }
}
