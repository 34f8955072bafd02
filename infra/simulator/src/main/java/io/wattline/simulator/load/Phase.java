package io.wattline.simulator.load;

/** What all stations do together, one after the other. */
enum Phase {
    CONNECT, BOOT, START, METER, STOP
}
