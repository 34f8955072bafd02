package io.wattline.csms;

/** Stands for the code of the central system. */
public final class Planted {}
