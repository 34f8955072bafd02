package io.wattline.csms.ocpp.v16;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.TestStation;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandProgress.InParts;
import io.wattline.model.command.CommandProgress.Sent;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.CommandResult.Rejected;
import io.wattline.model.command.StationCommand.ChangeConfiguration;
import io.wattline.model.command.StationCommand.GetConfiguration;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.VariableRef;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConfigurationKeysTest {
    private static final List<String> TWELVE = IntStream.range(0, 12).mapToObj(n -> "K" + n).toList();

    private final TestStation station = Station16.station();

    @Test
    void manyKeysAreAskedForAsManyAtATimeAsTheStationTakes() {
        station.isAsked(new GetConfiguration(TWELVE)).isCalled("GetConfiguration", "{'key':['GetConfigurationMaxKeys']}")
                .replies("[3,$id,{'configurationKey':[" + key("GetConfigurationMaxKeys", "8") + "]}]");

        station.isCalled("GetConfiguration", asked(TWELVE.subList(0, 8))).replies("[3,$id," + told(TWELVE.subList(0, 8)) + "]");
        station.isCalled("GetConfiguration", asked(TWELVE.subList(8, 12)))
                .replies("[3,$id,{'configurationKey':[" + key("K8", "v") + "],'unknownKey':['K9','K10','K11']}]").receivesNothing();

        JsonNode answer = answer();
        assertThat(names(answer)).containsExactlyElementsOf(TWELVE.subList(0, 9));
        assertThat(answer.path("unknownKey").toString()).isEqualTo("[\"K9\",\"K10\",\"K11\"]");
        assertThat(station.progress).filteredOn(InParts.class::isInstance).last()
                .satisfies(parts -> assertThat(((InParts) parts).parts()).hasSize(3));
    }

    @Test
    void theLimitIsAskedForOnce() {
        manyKeysAreAskedForAsManyAtATimeAsTheStationTakes();

        station.isAsked(new GetConfiguration(TWELVE)).isCalled("GetConfiguration", asked(TWELVE.subList(0, 8)));
    }

    @Test
    void theLimitThatTheStationToldOnceIsNotAskedAgain() {
        station.central.variables.put(VariableRef.ofConfigurationKey("GetConfigurationMaxKeys"), "8");

        station.isAsked(new GetConfiguration(TWELVE)).isCalled("GetConfiguration", asked(TWELVE.subList(0, 8)));
    }

    @Test
    void aStationWithoutALimitIsAskedForAllAtOnce() {
        station.isAsked(new GetConfiguration(TWELVE)).isCalled("GetConfiguration", "{'key':['GetConfigurationMaxKeys']}")
                .replies("[3,$id,{'unknownKey':['getconfigurationmaxkeys']}]");

        station.isCalled("GetConfiguration", asked(TWELVE));
    }

    @Test
    void fewKeysAreOneCallInTheStandardsSpelling() {
        station.isAsked(new GetConfiguration(List.of("heartbeatinterval", "OwnKey")))
                .isCalled("GetConfiguration", "{'key':['HeartbeatInterval','OwnKey']}").replies("[3,$id,{}]").receivesNothing();

        assertThat(station.progress).hasSize(2);
    }

    @Test
    void aListThatIsCutAtTheLimitIsCompleted() {
        List<String> first = Stream.concat(Stream.of("GetConfigurationMaxKeys"), StandardKeys.ALL.stream().limit(24)).distinct().limit(24)
                .toList();
        station.isAsked(new GetConfiguration(List.of())).isCalled("GetConfiguration", "{}")
                .replies("[3,$id,{'configurationKey':[" + first.stream().map(name -> key(name, "24")).collect(Collectors.joining(","))
                        + "]}]");

        List<String> second = StandardKeys.ALL.stream().filter(name -> !first.contains(name)).limit(24).toList();
        station.isCalled("GetConfiguration", asked(second)).replies("[3,$id," + told(second) + "]");
        List<String> third = StandardKeys.ALL.stream().filter(name -> !first.contains(name) && !second.contains(name)).toList();
        station.isCalled("GetConfiguration", asked(third)).replies("[3,$id,{'unknownKey':['" + String.join("','", third) + "']}]")
                .receivesNothing();

        assertThat(names(answer())).hasSize(48).startsWith("GetConfigurationMaxKeys");
        assertThat(answer().has("unknownKey")).isFalse();
    }

    @Test
    void aWholeListIsOneCall() {
        station.isAsked(new GetConfiguration(List.of())).isCalled("GetConfiguration", "{}")
                .replies("[3,$id,{'configurationKey':[" + key("GetConfigurationMaxKeys", "50") + "," + key("A", "v") + "]}]")
                .receivesNothing();

        assertThat(names(answer())).containsExactly("GetConfigurationMaxKeys", "A");
    }

    @Test
    void aRawCallStaysOneCall() {
        station.isAsked(new RawCall("GetConfiguration", asked(TWELVE).replace('\'', '"'))).isCalled("GetConfiguration", asked(TWELVE))
                .replies("[3,$id,{}]").receivesNothing();
    }

    @Test
    void ofARejectedListAsMuchIsSetAsTheStationTakes() {
        station.isAsked(new ChangeConfiguration("MeterValuesSampledData", "SoC,Energy.Active.Import.Register,RPM,Voltage", true));
        refuses("SoC,Energy.Active.Import.Register,RPM,Voltage");
        refuses("SoC");
        takes("Energy.Active.Import.Register");
        refuses("Energy.Active.Import.Register,RPM");
        takes("Energy.Active.Import.Register,Voltage");
        station.receivesNothing();

        assertThat(station.progress.getLast()).isEqualTo(new Answered(new Accepted(), "{\"status\":\"Accepted\"}"));
        assertThat(station.progress).filteredOn(Sent.class::isInstance).last().isEqualTo(new Sent("ChangeConfiguration",
                "{\"key\":\"MeterValuesSampledData\",\"value\":\"Energy.Active.Import.Register,Voltage\"}"));
    }

    @Test
    void aRejectedListIsLeftAloneUnlessAskedForBestEffort() {
        station.isAsked(new ChangeConfiguration("MeterValuesSampledData", "SoC,Voltage"));
        refuses("SoC,Voltage");
        station.receivesNothing();

        assertThat(station.progress.getLast()).isEqualTo(new Answered(new Rejected("Rejected"), "{\"status\":\"Rejected\"}"));
    }

    private void takes(String value) { answers(value, "Accepted"); }

    private void refuses(String value) { answers(value, "Rejected"); }

    private void answers(String value, String status) {
        station.isCalled("ChangeConfiguration", "{'key':'MeterValuesSampledData','value':'" + value + "'}")
                .replies("[3,$id,{'status':'" + status + "'}]");
    }

    private JsonNode answer() { return TestStation.tree(((Answered) station.progress.getLast()).response()); }

    private static List<String> names(JsonNode answer) {
        return answer.path("configurationKey").valueStream().map(key -> key.path("key").asString()).toList();
    }

    private static String asked(List<String> keys) { return "{'key':['" + String.join("','", keys) + "']}"; }

    private static String told(List<String> keys) {
        return "{'configurationKey':[" + keys.stream().map(name -> key(name, "v")).collect(Collectors.joining(",")) + "]}";
    }

    private static String key(String name, String value) { return "{'key':'" + name + "','readonly':false,'value':'" + value + "'}"; }
}
