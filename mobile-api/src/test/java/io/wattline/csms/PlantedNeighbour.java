package io.wattline.csms;

/** Stands for a class of csms, which this module must not use; for the architecture test. */
public record PlantedNeighbour() {}
