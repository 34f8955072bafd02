package io.wattline.simulator.rpc;

import tools.jackson.databind.JsonNode;

/** What became of a CALL. */
public sealed interface Outcome {
    record Answered(JsonNode payload) implements Outcome {}

    /** The central system answered with a CALLERROR. */
    record Refused(String code, String description) implements Outcome {}

    /** No answer in time, or the connection was lost or absent. */
    record Unanswered() implements Outcome {}

    /** There was nothing to send any more when its turn came. */
    record Withdrawn() implements Outcome {}
}
