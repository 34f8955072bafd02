package io.wattline.simulator.load;

import io.wattline.simulator.station.Payloads2;
import io.wattline.simulator.station.Payloads2.Event;
import io.wattline.simulator.station.Sample;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 and 2.1. */
final class Script2 implements Script {
    private final String station;
    private final String transactionId;
    private int events;

    Script2(String station, String transactionId) {
        this.station = station;
        this.transactionId = transactionId;
    }

    @Override
    public Line boot() { return new Line("BootNotification", Payloads2.boot("Wattline", "Load 2", station, "1.0", "PowerUp")); }

    @Override
    public Line status(boolean charging, Sample at) {
        return new Line("StatusNotification", Payloads2.status(1, 1, charging ? "Occupied" : "Available", at.at()));
    }

    @Override
    public Line authorize(String tag) { return new Line("Authorize", Payloads2.authorize(tag)); }

    @Override
    public Line start(String tag, Sample sample) { return event("Started", "Authorized", "Charging", null, tag, sample); }

    @Override
    public boolean accepts(JsonNode answer) { return answer.path("idTokenInfo").path("status").asString("Accepted").equals("Accepted"); }

    @Override
    public void started(JsonNode answer) {
        // the station has named the transaction itself
    }

    @Override
    public Line sampled(Sample sample) { return event("Updated", "MeterValuePeriodic", "Charging", null, null, sample); }

    @Override
    public Line stop(String tag, Sample sample) { return event("Ended", "StopAuthorized", "EVConnected", "Local", tag, sample); }

    @Override
    public String transaction() { return transactionId; }

    private Line event(String type, String trigger, String state, @Nullable String reason, @Nullable String tag, Sample sample) {
        var event = new Event(type, trigger, events++, transactionId, state, reason, null, null, 1, 1, tag, false);
        return new Line("TransactionEvent", event.payload(sample));
    }
}
