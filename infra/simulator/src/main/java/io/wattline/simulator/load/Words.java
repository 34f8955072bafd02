package io.wattline.simulator.load;

import io.wattline.simulator.load.Template.Gap;
import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.station.Payloads16;
import io.wattline.simulator.station.Payloads2;
import io.wattline.simulator.station.Payloads2.Event;
import io.wattline.simulator.station.Sample;
import io.wattline.simulator.station.Sample.Context;
import io.wattline.simulator.station.Version;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a load station with one connector says, in the words of its OCPP version. */
final class Words {
    private static final String TAG = Gap.TAG.mark;
    private static final int NUMBER = Integer.parseInt(Gap.TRANSACTION.mark);
    private static final int SEQUENCE = Integer.parseInt(Gap.SEQUENCE.mark);
    private static final Map<Version, Words> ALL = new EnumMap<>(
            Map.of(Version.V16, of16(), Version.V201, of2(Version.V201), Version.V21, of2(Version.V21)));

    final Version version;
    private final Map<Step, Template> templates = new EnumMap<>(Step.class);

    private Words(Version version) { this.version = version; }

    static Words of(Version version) { return ALL.get(version); }

    Template of(Step step) { return templates.get(step); }

    /** In OCPP 1.6 the central system names transactions, later the station does. */
    boolean centralSystemNamesTransactions() {
        return version == Version.V16;
    }

    private static Words of16() {
        var words = new Words(Version.V16);
        Sample sample = sample(Context.PERIODIC);
        words.put(Step.BOOT, "BootNotification", Payloads16.boot("Wattline", "Load 16", "1", "1.0"));
        words.put(Step.STATUS, "StatusNotification", Payloads16.status(1, "Available", "NoError", "", sample.at()));
        words.put(Step.HEARTBEAT, "Heartbeat", Json.object());
        words.put(Step.AUTHORIZE, "Authorize", Payloads16.authorize(TAG));
        words.put(Step.START, "StartTransaction", Payloads16.start(1, TAG, sample.registerWh(), sample.at(), null));
        words.put(Step.SAMPLE, "MeterValues", Payloads16.meterValues(1, NUMBER, sample));
        words.put(Step.STOP, "StopTransaction", Payloads16.stop(NUMBER, TAG, sample.registerWh(), sample.at(), "Local"));
        return words;
    }

    private static Words of2(Version version) {
        var words = new Words(version);
        words.put(Step.BOOT, "BootNotification", Payloads2.boot("Wattline", "Load 2", "1", "1.0", "PowerUp"));
        words.put(Step.STATUS, "StatusNotification", Payloads2.status(1, 1, "Available", sample(Context.PERIODIC).at()));
        words.put(Step.HEARTBEAT, "Heartbeat", Json.object());
        words.put(Step.AUTHORIZE, "Authorize", Payloads2.authorize(TAG));
        words.put(Step.START, event("Started", "Authorized", "Charging", null, TAG, Context.BEGIN));
        words.put(Step.SAMPLE, event("Updated", "MeterValuePeriodic", "Charging", null, null, Context.PERIODIC));
        words.put(Step.STOP, event("Ended", "StopAuthorized", "EVConnected", "Local", TAG, Context.END));
        return words;
    }

    private static JsonNode event(String type, String trigger, String state, @Nullable String reason, @Nullable String tag,
            Context context) {
        return new Event(type, trigger, SEQUENCE, Gap.TRANSACTION.mark, state, reason, null, null, 1, 1, tag, false)
                .payload(sample(context));
    }

    private static Sample sample(Context context) {
        return new Sample(Instant.parse(Gap.AT.mark), context, Long.parseLong(Gap.REGISTER.mark), Integer.parseInt(Gap.WATTS.mark), 230,
                15.9, 50);
    }

    private void put(Step step, JsonNode transactionEvent) { put(step, "TransactionEvent", transactionEvent); }

    private void put(Step step, String action, JsonNode payload) { templates.put(step, new Template(action, payload)); }
}
