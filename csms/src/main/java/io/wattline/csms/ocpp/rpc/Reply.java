package io.wattline.csms.ocpp.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of a CALL of ours. */
sealed interface Reply {
    /** {@code flaw}: where the answer breaks its schema. */
    record Result(JsonNode payload, @Nullable OcppException flaw) implements Reply {}

    record Failure(String code, String description) implements Reply {}

    /** No answer came, or none that can be read. */
    record None(String why) implements Reply {}
}
