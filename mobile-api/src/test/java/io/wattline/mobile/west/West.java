package io.wattline.mobile.west;

import io.wattline.mobile.east.East;
import org.jspecify.annotations.Nullable;

/** Half of a planted cycle, for the architecture test. */
public record West(@Nullable East east) {}
