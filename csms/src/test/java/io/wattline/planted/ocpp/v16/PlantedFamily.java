package io.wattline.planted.ocpp.v16;

import io.wattline.planted.feature.PlantedRepository;
import io.wattline.planted.ocpp.v2.OtherFamily;

/** Breaks rules on purpose: sees another wire family and a feature. */
public record PlantedFamily(OtherFamily other, PlantedRepository feature) {}
