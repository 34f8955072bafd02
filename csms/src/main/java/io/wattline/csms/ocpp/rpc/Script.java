package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandResult;
import io.wattline.model.station.VariableRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A command that may take several CALLs, each as the answers before it tell. It keeps nothing itself. */
public interface Script {
    /** What is to be known of how much the station takes at once, as far as it ever told. */
    default List<VariableRef> limits() {
        return List.of();
    }

    /** The next CALL; null when there is nothing left to ask. */
    @Nullable
    Request next(List<Exchange> heard, Limits limits);

    /** What came of several CALLs together, in the words of one. */
    Outcome outcome(List<Exchange> heard);

    /** A CALL and how it was answered. */
    record Exchange(Request request, Answered answered) {
        /** Missing when there is none. */
        public JsonNode answer() {
            return answered.response() == null ? MissingNode.getInstance() : FrameCodec.mapper().readTree(answered.response());
        }

        public boolean isAgreed() { return answered.result() instanceof CommandResult.Accepted; }

        /** Whether the station understood the CALL, whatever it said. */
        public boolean isUnderstood() {
            return answered.response() != null;
        }
    }

    record Outcome(Request request, CommandResult result, @Nullable JsonNode answer) {}
}
