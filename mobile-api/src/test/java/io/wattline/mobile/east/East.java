package io.wattline.mobile.east;

import io.wattline.mobile.west.West;
import org.jspecify.annotations.Nullable;

/** Half of a planted cycle, for the architecture test. */
public record East(@Nullable West west) {}
