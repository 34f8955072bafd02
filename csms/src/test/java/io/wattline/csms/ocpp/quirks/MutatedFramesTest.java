package io.wattline.csms.ocpp.quirks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.station.OcppVersion;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a tolerant station sends, the conversation goes on and a message of a transaction gets a result. Seeded, so that a failure comes again. */
class MutatedFramesTest {
    private static final String TIME = "'2026-01-01T10:00:00Z'";
    private static final List<String> OF_16 = List.of(
            "'StartTransaction',{'connectorId':1,'idTag':'A','meterStart':0,'timestamp':" + TIME + "}",
            "'StopTransaction',{'transactionId':1,'meterStop':10,'timestamp':" + TIME + ",'reason':'Local','transactionData':[{'timestamp':"
                    + TIME
                    + ",'sampledValue':[{'value':'5','unit':'Wh'}]}]}",
            "'MeterValues',{'connectorId':1,'transactionId':1,'meterValue':[{'timestamp':" + TIME
                    + ",'sampledValue':[{'value':'5','context':'Sample.Periodic'},{'value':'7','measurand':'Power.Active.Import','unit':'kW'}]}]}");
    private static final List<String> OF_2X = List.of("'TransactionEvent',{'eventType':'Updated','timestamp':" + TIME
            + ",'triggerReason':'MeterValuePeriodic','seqNo':1,'offline':false,'transactionInfo':{'transactionId':'T1','chargingState':'Charging'},"
            + "'evse':{'id':1,'connectorId':1},'idToken':{'idToken':'A','type':'ISO14443'},'meterValue':[{'timestamp':" + TIME
            + ",'sampledValue':[{'value':5,'unitOfMeasure':{'unit':'kWh','multiplier':0}}]}]}",
            "'MeterValues',{'evseId':1,'meterValue':[{'timestamp':" + TIME + ",'sampledValue':[{'value':5.5,'context':'Sample.Clock'}]}]}");
    private static final List<String> SUBSTITUTES = List.of("null", "true", "''", "'x'", "[]", "{}", "-1", "0", "1e999999999",
            "1e-999999999", "0.5",
            "'12,5'", "99999999999999999999", "[[1]]", "{'a':{'b':null}}", "'" + "y".repeat(300) + "'", "'1e999999999'", "'\\u0000'");

    @ParameterizedTest
    @CsvSource({"V1_6,1", "V2_0_1,2", "V2_1,3"})
    void mutatedValuesAreAnsweredWithAResult(OcppVersion version, long seed) {
        var random = new Random(seed);
        TestStation station = station(version);
        List<String> messages = version.is2x() ? OF_2X : OF_16;

        for (int i = 0; i < 2_000; i++) {
            String payload = messages.get(random.nextInt(messages.size()));
            for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) payload = withAnotherValue(payload, random);
            String frame = "[2,'" + i + "'," + payload + "]";
            station.sends(frame);
            assertThat(station.next()).as(frame).startsWith("[3,\"" + i + "\",");
        }
    }

    @ParameterizedTest
    @CsvSource({"V1_6,4", "V2_0_1,5", "V2_1,6"})
    void mutatedTextsEndNoConversation(OcppVersion version, long seed) {
        var random = new Random(seed);
        TestStation station = station(version);
        List<String> messages = version.is2x() ? OF_2X : OF_16;

        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder("[2,'" + i + "'," + messages.get(random.nextInt(messages.size())) + "]");
            for (int mutations = random.nextInt(4); mutations > 0; mutations--) mutate(text, random);
            station.sends(text.toString());
        }

        station.sends("[2,'last','Heartbeat',{}]");
        assertThat(station.last()).startsWith("[3,\"last\",");
    }

    private static TestStation station(OcppVersion version) { return version.is2x() ? Station2.station(version) : Station16.station(); }

    /** Puts something else behind one of the colons. */
    private static String withAnotherValue(String payload, Random random) {
        var colons = java.util.stream.IntStream.range(0, payload.length() - 1)
                .filter(at -> payload.charAt(at) == ':' && payload.charAt(at - 1) == '\'').toArray();
        int from = colons[random.nextInt(colons.length)] + 1;
        int to = from;
        char first = payload.charAt(from);
        if (first == '\'') to = payload.indexOf('\'', from + 1) + 1;
        else if (first == '{' || first == '[') return payload;
        else
            while (",}]".indexOf(payload.charAt(to)) < 0) to++;
        return payload.substring(0, from) + SUBSTITUTES.get(random.nextInt(SUBSTITUTES.size())) + payload.substring(to);
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, (char) random.nextInt(0x80));
            case 2 -> text.setLength(Math.max(1, at));
            default -> text.append(text.substring(at));
        }
    }
}
