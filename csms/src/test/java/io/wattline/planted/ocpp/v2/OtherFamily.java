package io.wattline.planted.ocpp.v2;

/** What the planted family must not see. */
public record OtherFamily(String name) {}
