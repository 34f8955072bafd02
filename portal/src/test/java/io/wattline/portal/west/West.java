package io.wattline.portal.west;

import io.wattline.portal.east.East;

/** The other half of a planted cycle. */
public record West(East east) {}
