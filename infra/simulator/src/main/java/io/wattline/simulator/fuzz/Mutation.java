package io.wattline.simulator.fuzz;

/** What can be wrong with a frame. */
enum Mutation {
    NONE, BYTE_FLIP, TRUNCATED, REPEATED_SLICE, SWAPPED_TYPE, DEEP_NESTING, HUGE_NUMBER, LONG_TEXT, NULL_VALUE, LOST_MEMBER, UNKNOWN_MEMBER, WRONG_TYPE, WRONG_ID, WRONG_ACTION, LOST_ELEMENT, GLUED, PADDED, NOT_JSON, FRAGMENTED, BINARY, INVALID_UTF8;

    /** Whether the specification lets the server close the connection. Source: RFC 6455 §8.1. */
    boolean mayClose() {
        return this == INVALID_UTF8;
    }
}
