package io.wattline.planted.feature;

import io.wattline.planted.other.Loop;

/** Breaks a rule on purpose: two features that need each other. */
public record Looping(Loop loop) {}
