package io.wattline.portal.east;

import io.wattline.portal.west.West;

/** One half of a planted cycle. */
public record East(West west) {}
