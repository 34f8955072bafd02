package io.wattline.csms.command;

import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.CommandResult.Refused;
import io.wattline.model.command.CommandResult.Rejected;
import io.wattline.model.command.CommandResult.Unreachable;
import io.wattline.model.command.CommandResult.Unsupported;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a task when its station answered, or did not; {@code error} is a sentence for people, null when all is well. */
record Answer(CommandResult result, TaskStage stage, @Nullable String response, @Nullable String error, @Nullable Instant deadline) {
    /** What the station said when its task had failed already. */
    static Answer late(Answered late, @Nullable Instant deadline) {
        Answer answer = of(late, deadline);
        String error = "The station answered late" + (answer.error == null ? "." : ": " + answer.error);
        return new Answer(answer.result, answer.stage, answer.response, error, deadline);
    }

    /** {@code deadline}: until when an accepted command may show its effect. */
    static Answer of(Answered answered, @Nullable Instant deadline) {
        CommandResult result = answered.result();
        return switch (result) {
            case Accepted() -> new Answer(result, TaskStage.ANSWERED, answered.response(), null, deadline);
            case Rejected(var status) ->
                new Answer(result, TaskStage.ANSWERED, answered.response(), "The station declined: " + status + "." + declined(status),
                        null);
            case Unsupported(var why) -> new Answer(result, TaskStage.ANSWERED, answered.response(), why, null);
            case Refused(var code, var description) ->
                new Answer(result, TaskStage.ANSWERED, answered.response(), "The station answered with the error " + code
                        + (description.isBlank() ? "." : ": " + description), null);
            case Unreachable(var why) -> new Answer(result, TaskStage.FAILED, answered.response(), why, null);
        };
    }

    /** What some words mean that do not explain themselves. */
    private static String declined(String status) {
        return switch (status) {
            case "UnlockFailed" -> " The lock did not open; the cable may be under tension.";
            case "OngoingAuthorizedTransaction" -> " Somebody charges there; the transaction has to be stopped first.";
            case "UnknownConnector" -> " The station has no such connector.";
            default -> "";
        };
    }
}
