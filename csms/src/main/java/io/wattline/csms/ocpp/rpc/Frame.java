package io.wattline.csms.ocpp.rpc;

import tools.jackson.databind.JsonNode;

/** One message of the RPC layer. Source: OCPP-J 1.6 §4, OCPP 2.1 part 4 §4. */
public sealed interface Frame {
    /** What an answer carries when the message it answers had no readable id. Source: OCPP 2.0.1 part 4 §4.2.3. */
    String UNREADABLE_ID = "-1";

    /** Joins a CALL and its answer. */
    String id();

    record Call(String id, String action, JsonNode payload) implements Frame {}

    record CallResult(String id, JsonNode payload) implements Frame {}

    record CallError(String id, String code, String description) implements Frame {}

    /** The peer could not read our CALLRESULT. OCPP 2.1 only. */
    record CallResultError(String id, String code, String description) implements Frame {}

    /** A message that nobody answers. OCPP 2.1 only. */
    record Send(String id, String action, JsonNode payload) implements Frame {}

    /** A text that is none of these, of the message type it claims (0 when that is unreadable too); the error is the answer it deserves. */
    record Broken(int type, String id, OcppException error) implements Frame {}

    /** A message type number that the version does not know. */
    record Unheard(String id, int type) implements Frame {}
}
