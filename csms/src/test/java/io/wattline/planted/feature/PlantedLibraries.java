package io.wattline.planted.feature;

import io.lettuce.planted.PlantedClient;
import lombok.planted.PlantedShortcut;

/** Breaks rules on purpose: a Redis client outside of its package, and Lombok. */
public record PlantedLibraries(PlantedClient client, PlantedShortcut shortcut) {}
