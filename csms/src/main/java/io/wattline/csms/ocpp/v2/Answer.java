package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.rpc.FrameCodec;
import io.wattline.csms.ocpp.v2.Message.Token;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.station.OcppVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What we answer to 2.x stations. Source: OCPP 2.0.1 part 2 §2. */
sealed interface Answer {
    /** {@code certificateStatus}: of the contract, when the station showed one. */
    record Authorize(IdTokenInfo idTokenInfo, @Nullable String certificateStatus) implements Answer {}

    record BootNotification(String status, String currentTime, long interval) implements Answer {}

    record Heartbeat(String currentTime) implements Answer {}

    record TransactionEvent(IdTokenInfo idTokenInfo) implements Answer {}

    /** Source: IdTokenInfoType. */
    record IdTokenInfo(String status, @Nullable String cacheExpiryDateTime, @Nullable Token groupIdToken) {
        static final IdTokenInfo ACCEPTED = new IdTokenInfo(Statuses.word(TagStatus.ACCEPTED), null, null);

        static final IdTokenInfo INVALID = new IdTokenInfo(Statuses.word(TagStatus.INVALID), null, null);

        static IdTokenInfo of(TokenAnswer answer) {
            return new IdTokenInfo(Statuses.word(answer.status()), answer.expiresAt() == null ? null : Timestamps.write(answer.expiresAt()),
                    answer.parent() == null ? null : Tokens.of(answer.parent()));
        }
    }

    default JsonNode payload() { return FrameCodec.mapper().valueToTree(this); }

    static ObjectNode empty() { return JsonNodeFactory.instance.objectNode(); }

    /** To a message that we keep but do not act on: what asks us for something is declined, what reports is taken. */
    static JsonNode toUninterpreted(OcppVersion version, String action, JsonNode request) {
        return switch (action) {
            case "DataTransfer" -> empty().put("status", "UnknownVendorId");
            case "NotifyEVChargingSchedule" -> empty().put("status", "Accepted");
            case "PullDynamicScheduleUpdate" -> empty().put("status", "Rejected");
            // Nobody here plans for a single car: the car is to use the limits there are. K15, K17
            case "NotifyEVChargingNeeds" -> empty().put("status", version == OcppVersion.V2_1 ? "NoChargingProfile" : "Rejected");
            case "OpenPeriodicEventStream" -> empty().put("status", "Accepted");
            case "VatNumberValidation" -> empty().put("status", "Rejected").put("vatNumber", request.path("vatNumber").asString());
            default -> empty();
        };
    }
}
