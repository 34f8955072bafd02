package io.wattline.csms.ocpp.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A payload as it is handed on, and what is wrong with it; {@code tolerated}: something was, and was repaired. */
record Judgement(JsonNode payload, @Nullable OcppException flaw, boolean tolerated) {}
