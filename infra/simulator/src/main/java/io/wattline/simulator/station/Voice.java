package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Outcome;
import java.time.Instant;
import java.util.function.Consumer;

/** What a station tells the central system; each OCPP family says it in its own messages. */
sealed interface Voice permits Voice16, Voice2 {
    void boot(String reason2, Consumer<BootVerdict> answer);

    void heartbeat();

    /** A status message of this name that says that nothing is being uploaded or installed. */
    void idle(String message);

    /** The status word for this state. */
    String word(PlugState state);

    /** EVSE 0 is the station itself. */
    void status(int evse, int connector, PlugState state, Fault fault, Instant at);

    /** Asks whether the tag may charge; a station that gets no answer trusts the tags it knows. */
    void authorize(String tag, Consumer<Boolean> verdict);

    void started(Session session, Sample sample);

    void sampled(Session session, Sample sample);

    /** The charging state of the session is another one now. */
    void stateChanged(Session session, Sample sample);

    void ended(Session session, Sample sample, StopCause cause);

    /** A reading outside any transaction, asked for by the central system. */
    void reading(Evse evse, Sample sample);

    void reservationExpired(Reservation reservation);

    /** The answer to a BootNotification; the interval is in seconds. No answer has no status. */
    record BootVerdict(String status, int interval) {
        static BootVerdict of(Outcome outcome) {
            return outcome instanceof Outcome.Answered(var payload)
                    ? new BootVerdict(payload.path("status").asString(""), payload.path("interval").asInt(0))
                    : new BootVerdict("", 0);
        }

        boolean accepted() { return status.equals("Accepted"); }
    }
}
