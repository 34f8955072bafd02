package io.wattline.csms.ocpp.wire;

import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.command.CommandResult;
import tools.jackson.databind.JsonNode;

/** The status words that all versions share: those of stations' answers and those of ours. */
public final class Statuses {
    private Statuses() {}

    /** Of an answer; one without a status agrees. */
    public static CommandResult resultOf(JsonNode answer) {
        return resultOf(answer.path("status").asString("Accepted"));
    }

    public static CommandResult resultOf(String status) {
        return switch (status) {
            case "Accepted", "AcceptedCanceled", "Scheduled", "RebootRequired", "Unlocked", "Unpublished" -> new CommandResult.Accepted();
            case "NotSupported", "NotImplemented", "UnknownVendorId", "UnknownMessageId", "NotSupportedAttributeType" ->
                new CommandResult.Unsupported("the station answered " + status);
            default -> new CommandResult.Rejected(status);
        };
    }

    public static boolean isAccepted(String status) { return resultOf(status) instanceof CommandResult.Accepted; }

    public static String word(BootStatus status) {
        return switch (status) {
            case ACCEPTED -> "Accepted";
            case PENDING -> "Pending";
            case REJECTED -> "Rejected";
        };
    }

    /** As 2.x calls it. */
    public static String word(TagStatus status) {
        return switch (status) {
            case ACCEPTED -> "Accepted";
            case BLOCKED -> "Blocked";
            case EXPIRED -> "Expired";
            case INVALID -> "Invalid";
            case CONCURRENT_TX -> "ConcurrentTx";
            case NOT_AT_THIS_LOCATION -> "NotAtThisLocation";
        };
    }

    /** As 1.6 calls it, which has no word for places: the token is known, and not allowed for charging there. */
    public static String word16(TagStatus status) {
        return word(status == TagStatus.NOT_AT_THIS_LOCATION ? TagStatus.BLOCKED : status);
    }

    /** What a word of any version says of a token; one that we never use ourselves does not let it charge. */
    public static TagStatus tagStatus(String word) {
        for (TagStatus status : TagStatus.values()) if (word(status).equals(word)) return status;
        return TagStatus.INVALID;
    }
}
