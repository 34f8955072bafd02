package io.wattline.planted.other;

import io.wattline.planted.feature.Looping;
import org.jspecify.annotations.Nullable;

/** The other half of a planted cycle. */
public record Loop(@Nullable Looping back) {}
