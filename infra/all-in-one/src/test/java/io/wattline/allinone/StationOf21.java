package io.wattline.allinone;

import io.wattline.simulator.Fleet;
import io.wattline.simulator.station.Pace;
import io.wattline.simulator.station.StationSpec;
import io.wattline.simulator.station.StationSpec.EvseSpec;
import io.wattline.simulator.station.Version;
import java.util.List;

/** An emulated OCPP 2.1 station, which the demo lacks; nothing happens at it until somebody asks for it. */
final class StationOf21 implements AutoCloseable {
    private final Fleet fleet;

    private StationOf21(Fleet fleet) { this.fleet = fleet; }

    static StationOf21 connect(Platform platform, String id) {
        var station = new StationSpec(id, Version.V21, null, "Tessera Power", "T21", "3.0", "T-" + id, null, null, List.of("DEMO0001"),
                false,
                List.of(new EvseSpec(22, 3, List.of("cType2"), null)));
        var fleet = new Fleet(List.of(station), platform.chargers(), Pace.DEMO, 1, (_, _) -> {});
        fleet.start();
        return new StationOf21(fleet);
    }

    @Override
    public void close() { fleet.close(); }
}
