package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand;
import io.wattline.model.station.OcppVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** OCPP versions that share their messages: frames become facts here, and commands become frames. */
public interface WireFamily {
    Set<OcppVersion> versions();

    /**
     * Answers a CALL whose payload keeps its schema. An {@link OcppException} becomes the CALLERROR it says;
     * any other failure means that nothing was stored and the station is to try again.
     */
    Mono<JsonNode> answer(StationPrincipal station, String action, JsonNode payload);

    /**
     * Keeps a message of a transaction that cannot be understood, and answers it with a result that the station takes: it would repeat a
     * refused one for ever. {@code flaw}: a sentence.
     */
    Mono<JsonNode> keep(StationPrincipal station, String action, JsonNode payload, String flaw);

    Encoding encode(OcppVersion version, StationCommand command);

    /** A raw call in our words, where we have some; else the same. */
    StationCommand understood(StationCommand.RawCall raw);

    /** How the command is asked when one CALL may not do, beginning with the one that says it all; null when one always does. */
    @Nullable
    Script script(StationCommand command, Encoding.Request whole);

    /** Keeps what the answer to our CALL says of how much the station takes at once. */
    void limits(String action, JsonNode answer, Limits limits);

    /** What a station's answer to {@code action} means. */
    CommandResult decode(String action, JsonNode answer);

    /**
     * Tells the central system what the answer to our CALL says of the station: its configuration, a reservation it took.
     * Completes when that is stored, and then who asked hears the answer.
     */
    Mono<Void> learn(StationPrincipal station, String action, JsonNode request, JsonNode answer);

    /** A command as this family says it, if it can. */
    sealed interface Encoding {
        record Request(String action, JsonNode payload) implements Encoding {}

        record Impossible(String why) implements Encoding {}

        /** Sent as it is, its members in their order. */
        static Encoding of(StationCommand.RawCall raw) {
            try {
                return new Request(raw.action(), FrameCodec.mapper().readTree(raw.payload()));
            } catch (JacksonException e) {
                return new Impossible("the payload is not JSON: " + e.getOriginalMessage());
            }
        }
    }
}
