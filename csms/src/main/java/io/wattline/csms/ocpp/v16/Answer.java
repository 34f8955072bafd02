package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.rpc.FrameCodec;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.csms.ocpp.wire.Timestamps;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What we answer to 1.6 stations. Source: OCPP 1.6 §6. */
sealed interface Answer {
    record Authorize(IdTagInfo idTagInfo) implements Answer {}

    record BootNotification(String status, String currentTime, long interval) implements Answer {}

    record Heartbeat(String currentTime) implements Answer {}

    record StartTransaction(int transactionId, IdTagInfo idTagInfo) implements Answer {}

    record StopTransaction(@Nullable IdTagInfo idTagInfo) implements Answer {}

    /** Source: OCPP 1.6 §7.27. */
    record IdTagInfo(String status, @Nullable String expiryDate, @Nullable String parentIdTag) {
        static IdTagInfo of(TokenAnswer answer) {
            return new IdTagInfo(Statuses.word16(answer.status()), answer.expiresAt() == null ? null : Timestamps.write(answer.expiresAt()),
                    answer.parent() == null ? null : answer.parent().value());
        }
    }

    default JsonNode payload() { return FrameCodec.mapper().valueToTree(this); }

    static JsonNode empty() { return JsonNodeFactory.instance.objectNode(); }

    /** Of the many answers that are but a status. */
    static JsonNode status(String status) {
        return JsonNodeFactory.instance.objectNode().put("status", status);
    }

    /** To a message that we keep but do not act on. */
    static JsonNode toUninterpreted(String action) {
        return switch (action) {
            case "DataTransfer" -> status("UnknownVendorId");
            default -> empty();
        };
    }
}
