package io.wattline.simulator.load;

/** One CALL of a load station. */
enum Step {
    BOOT, STATUS, HEARTBEAT, AUTHORIZE, START, SAMPLE, STOP;

    /** What a station repeats until it is acknowledged, even over a lost connection; it is entered in the ledger. */
    boolean isOfTransaction() {
        return this == START || this == SAMPLE || this == STOP;
    }
}
