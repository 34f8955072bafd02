package io.wattline.simulator.load;

import io.wattline.simulator.station.Sample;
import io.wattline.simulator.station.Version;
import tools.jackson.databind.JsonNode;

/** The lines of a load station with one connector, in the words of its OCPP version. */
sealed interface Script permits Script16, Script2 {
    static Script of(Version version, String station, String transactionId) {
        return switch (version) {
            case V16 -> new Script16(station);
            case V201, V21 -> new Script2(station, transactionId);
        };
    }

    /** One message. */
    record Line(String action, JsonNode payload) {}

    Line boot();

    Line status(boolean charging, Sample at);

    Line authorize(String tag);

    Line start(String tag, Sample sample);

    /** Whether the answer to authorize or start accepts the tag. */
    boolean accepts(JsonNode answer);

    /** Learns the transaction's name from the answer to {@link #start}, if the central system names it. */
    void started(JsonNode answer);

    Line sampled(Sample sample);

    Line stop(String tag, Sample sample);

    /** The transaction's name; in OCPP 1.6 "0" before it has one. */
    String transaction();
}
