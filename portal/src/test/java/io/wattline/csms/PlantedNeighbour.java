package io.wattline.csms;

/** Stands for a class of csms in the test that the portal uses none. */
public record PlantedNeighbour() {}
