package io.wattline.csms.ocpp.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A CALL or SEND with the verdict on it; {@code next}: the one that came behind it in the same text. */
record Incoming(String id, String action, JsonNode payload, boolean answered, String text, @Nullable OcppException flaw, long at,
        long nanos,
        @Nullable Incoming next) {
    Incoming before(Incoming following) {
        return new Incoming(id, action, payload, answered, text, flaw, at, nanos, next == null ? following : next.before(following));
    }
}
