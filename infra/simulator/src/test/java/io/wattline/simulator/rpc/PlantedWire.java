package io.wattline.simulator.rpc;

import io.wattline.simulator.station.Version;

/** A wire that knows too much. */
public record PlantedWire(Version version) {}
