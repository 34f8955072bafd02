package io.wattline.simulator;

import io.wattline.simulator.station.Journal;
import io.wattline.simulator.station.Pace;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The emulated stations of the demo, defined in {@code demo.json}: CP1–CP4 (OCPP 1.6), CP201–CP205 (2.0.1) and NCP1 of the account
 * nordic. Cars come and go at most of them; CP4 and CP202 stay free until someone starts them from afar.
 */
public final class DemoFleet implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DemoFleet.class);
    private static final long SEED = 20;

    private final Fleet fleet;

    private DemoFleet(Fleet fleet) { this.fleet = fleet; }

    /**
     * Starts all stations; returns at once. They keep trying until the central system is there.
     *
     * @param csmsWebSocketBase where stations connect, for example {@code ws://localhost:8081/ocpp}
     */
    public static DemoFleet start(URI csmsWebSocketBase) {
        var fleet = fleet(csmsWebSocketBase, (station, sentence) -> log.atDebug().addKeyValue("station", station).log(sentence));
        fleet.start();
        return new DemoFleet(fleet);
    }

    static Fleet fleet(URI csmsWebSocketBase, Journal journal) {
        return new Fleet(Fleet.read("demo.json"), csmsWebSocketBase, Pace.DEMO, SEED, journal);
    }

    /** Ends the transactions, hangs up and waits for that, a few seconds at most. */
    @Override
    public void close() { fleet.close(); }
}
