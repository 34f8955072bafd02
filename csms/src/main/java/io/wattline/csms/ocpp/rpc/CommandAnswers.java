package io.wattline.csms.ocpp.rpc;

import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandResult;
import io.wattline.model.station.OcppVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of a command, as those who gave it see it. */
final class CommandAnswers {
    private CommandAnswers() {}

    /** {@code late}: nobody waits for it any more. */
    static CommandProgress of(Reply reply, boolean late, String action, OcppVersion version, WireFamily family) {
        var answered = of(reply, action, version, family);
        return late ? new CommandProgress.Late(answered.result(), answered.response()) : answered;
    }

    private static CommandProgress.Answered of(Reply reply, String action, OcppVersion version, WireFamily family) {
        return switch (reply) {
            case Reply.Result(var payload, var flaw) -> {
                var shown = Secrets.masked(action, payload);
                yield answered(flaw != null && isUnreadable(flaw) ? refused(flaw, version) : family.decode(action, payload), shown);
            }
            case Reply.Failure(var code, var description) -> answered(ofCallError(code, description), null);
            case Reply.None(var why) -> answered(new CommandResult.Unreachable(why), null);
        };
    }

    private static CommandResult ofCallError(String code, String description) {
        return switch (code) {
            case "NotImplemented", "NotSupported" ->
                new CommandResult.Unsupported("the station answered " + code + (description.isEmpty() ? "" : ": " + description));
            default -> new CommandResult.Refused(code, description);
        };
    }

    /** An answer that breaks a mere limit is understood all the same; one that lacks something is not. */
    static boolean isUnreadable(OcppException flaw) {
        return switch (flaw.code()) {
            case OCCURRENCE_CONSTRAINT_VIOLATION, TYPE_CONSTRAINT_VIOLATION -> true;
            default -> false;
        };
    }

    private static CommandResult refused(OcppException flaw, OcppVersion version) {
        return new CommandResult.Refused(flaw.code().wireName(version), "the station's answer breaks its schema: " + flaw.sentence());
    }

    private static CommandProgress.Answered answered(CommandResult result, @Nullable JsonNode response) {
        return new CommandProgress.Answered(result, response == null ? null : response.toString());
    }
}
