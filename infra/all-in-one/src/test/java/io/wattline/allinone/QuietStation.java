package io.wattline.allinone;

import io.wattline.simulator.Fleet;
import io.wattline.simulator.station.Pace;
import io.wattline.simulator.station.StationSpec;
import io.wattline.simulator.station.StationSpec.EvseSpec;
import io.wattline.simulator.station.Version;
import java.util.List;

/** An emulated station beside those of the demo; nothing happens at it until somebody asks for it. */
final class QuietStation implements AutoCloseable {
    private final Fleet fleet;

    private QuietStation(Fleet fleet) { this.fleet = fleet; }

    static QuietStation connect(Platform platform, String id, Version version) {
        var station = new StationSpec(id, version, null, "Tessera Power", "T21", "3.0", "T-" + id, null, null,
                List.of("DEMO0001", "DEMO0002"), false, List.of(new EvseSpec(22, 3, List.of("cType2"), null)));
        var fleet = new Fleet(List.of(station), platform.chargers(), Pace.DEMO, 1, (_, _) -> {});
        fleet.start();
        return new QuietStation(fleet);
    }

    @Override
    public void close() { fleet.close(); }
}
