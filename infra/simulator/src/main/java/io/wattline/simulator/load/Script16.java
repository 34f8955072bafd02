package io.wattline.simulator.load;

import io.wattline.simulator.station.Payloads16;
import io.wattline.simulator.station.Sample;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6. */
final class Script16 implements Script {
    private final String station;
    private int number;

    Script16(String station) { this.station = station; }

    @Override
    public Line boot() { return new Line("BootNotification", Payloads16.boot("Wattline", "Load 16", station, "1.0")); }

    @Override
    public Line status(boolean charging, Sample at) {
        return new Line("StatusNotification", Payloads16.status(1, charging ? "Charging" : "Available", "NoError", "", at.at()));
    }

    @Override
    public Line authorize(String tag) { return new Line("Authorize", Payloads16.authorize(tag)); }

    @Override
    public Line start(String tag, Sample sample) {
        return new Line("StartTransaction", Payloads16.start(1, tag, sample.registerWh(), sample.at(), null));
    }

    @Override
    public boolean accepts(JsonNode answer) { return answer.path("idTagInfo").path("status").asString("Accepted").equals("Accepted"); }

    @Override
    public void started(JsonNode answer) { number = answer.path("transactionId").asInt(0); }

    @Override
    public Line sampled(Sample sample) { return new Line("MeterValues", Payloads16.meterValues(1, number, sample)); }

    @Override
    public Line stop(String tag, Sample sample) {
        return new Line("StopTransaction", Payloads16.stop(number, tag, sample.registerWh(), sample.at(), "Local"));
    }

    @Override
    public String transaction() { return Integer.toString(number); }
}
