package io.lettuce.planted;

/** Stands for a Redis client, which csms does not have yet. */
public record PlantedClient(String address) {}
