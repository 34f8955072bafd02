package io.wattline.csms.power;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** What a meter may say is a question of what its connector can give. */
@CsmsTest
class PowerLimitsTest {
    private static final String LIMITS = "/api/v1/stations/{id}/power-limits";

    private final Instant begin = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));
    private final String id = "PL-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<ConnectedStation> connected = new ArrayList<>();

    @LocalServerPort
    private int port;

    private Rest owner;

    @BeforeEach
    void signIn() { owner = Rest.as(Rest.OWNER, port); }

    @AfterEach
    void disconnect() { connected.forEach(ConnectedStation::close); }

    @Test
    void energyBeyondWhatTheOperatorSaysOfTheConnectorIsHeld() {
        ConnectedStation station = connects("ocpp1.6", 1, 2);
        set("{'maxPowerKw':50,'connectors':[{'evse':1,'connector':1,'maxPowerKw':11}]}");

        charges(station, 1, 20_000);
        charges(station, 2, 20_000);

        assertThat(transaction(1).path("heldKwh").decimalValue()).isEqualByComparingTo("20");
        assertThat(transaction(1).path("energyKwh").decimalValue()).isZero();
        assertThat(flags(1)).containsExactly("suspect");
        assertThat(transaction(2).path("energyKwh").decimalValue()).isEqualByComparingTo("20");
        assertThat(flags(2)).isEmpty();
    }

    @Test
    void anOperatorsWordCountsAtOnceAndCanBeTakenBack() {
        ConnectedStation station = connects("ocpp1.6", 1, 2);
        set("{'maxPowerKw':11}");
        charges(station, 1, 20_000);
        set("{'maxPowerKw':null}");

        charges(station, 2, 20_000);

        assertThat(flags(1)).containsExactly("suspect");
        assertThat(flags(2)).isEmpty();
    }

    @Test
    void theDeviceModelTellsWhatAnEvseCanGive() {
        ConnectedStation station = connects("ocpp2.0.1", 1, 2);
        station.calls("NotifyReport", "{'requestId':1,'seqNo':0,'generatedAt':'" + begin + "','reportData':[" + power(1, 11_000, "W") + ","
                + power(2, 50, "kW") + "," + power(3, 7, "") + "]}");

        charges2(station, 1, 20_000);
        charges2(station, 2, 20_000);

        assertThat(flags(1)).containsExactly("suspect");
        assertThat(flags(2)).isEmpty();
        assertThat(shown()).containsExactly("1 11 device-model", "2 50 device-model");
        set("{'maxPowerKw':22,'connectors':[{'evse':2,'connector':1,'maxPowerKw':300}]}");
        assertThat(shown()).containsExactly("1 22 operator", "2 300 operator");
    }

    @Test
    void whatNobodyKnowsIsTheSetting() {
        connects("ocpp1.6", 1);

        assertThat(shown()).containsExactly("1 500 setting");
        assertThat(json(owner.get(LIMITS, id), 200).path("maxPowerKw").isNull()).isTrue();
    }

    @Test
    void aConnectorThatTheStationDoesNotHaveIsRefusedAndNothingChanges() {
        connects("ocpp1.6", 1);

        assertThat(refusedField("{'maxPowerKw':11,'connectors':[{'evse':9,'connector':1,'maxPowerKw':11}]}")).isEqualTo("connectors");
        assertThat(refusedField("{'maxPowerKw':0}")).isEqualTo("maxPowerKw");

        assertThat(shown()).containsExactly("1 500 setting");
    }

    @Test
    void powerFarBeyondTheConnectorIsNotShownAndPutsTheUnitsInDoubt() {
        ConnectedStation station = connects("ocpp1.6", 1);
        set("{'maxPowerKw':22}");
        int number = starts(station, 1);
        samples(station, number, 1, 5, "{'value':'600'},{'value':'7200','measurand':'Power.Active.Import'}");

        samples(station, number, 1, 10, "{'value':'1200'},{'value':'7200','unit':'kW','measurand':'Power.Active.Import'}");

        JsonNode connector = json(owner.get("/api/v1/stations/{id}", id), 200).path("connectors").path(0);
        assertThat(connector.path("powerKw").decimalValue()).isEqualByComparingTo("7.2");
        assertThat(flags(1)).containsExactlyInAnyOrder("suspect", "units");
        assertThat(transaction(1).path("energyKwh").decimalValue()).isEqualByComparingTo("1.2");
    }

    @Test
    void kilowattHoursThatSayWattHoursAreFlaggedButNotChanged() {
        tellsEveryFiveMinutes("{'value':'0.6','unit':'Wh'},{'value':'7200','measurand':'Power.Active.Import'}",
                "{'value':'1.2','unit':'Wh'},{'value':'7300','measurand':'Power.Active.Import'}",
                "{'value':'1.8','unit':'Wh'},{'value':'7200','measurand':'Power.Active.Import'}");

        assertThat(flags(1)).containsExactlyInAnyOrder("suspect", "units");
        assertThat(transaction(1).path("energyKwh").decimalValue()).isEqualByComparingTo("0.0018");
    }

    @Test
    void kilowattsThatSayWattsAreFlagged() {
        tellsEveryFiveMinutes("{'value':'600'},{'value':'7.2','measurand':'Power.Active.Import'}",
                "{'value':'1200'},{'value':'7.2','measurand':'Power.Active.Import'}");

        assertThat(flags(1)).containsExactlyInAnyOrder("suspect", "units");
        assertThat(transaction(1).path("energyKwh").decimalValue()).isEqualByComparingTo("1.2");
    }

    @Test
    void aCarThatPausesOrBeginsPutsNothingInDoubt() {
        ConnectedStation station = connects("ocpp1.6", 1);
        int number = starts(station, 1);
        samples(station, number, 1, 5, "{'value':'5'},{'value':'0','measurand':'Power.Active.Import'}");
        samples(station, number, 1, 10, "{'value':'10'},{'value':'11000','measurand':'Power.Active.Import'}");
        samples(station, number, 1, 15, "{'value':'926'},{'value':'11000','measurand':'Power.Active.Import'}");
        samples(station, number, 1, 16, "{'value':'1000'},{'value':'4','measurand':'Power.Active.Import'}");
        samples(station, number, 1, 50, "{'value':'1003'},{'value':'4','measurand':'Power.Active.Import'}");

        assertThat(flags(1)).isEmpty();
    }

    private ConnectedStation connects(String version, int... evses) {
        var station = new ConnectedStation(port, id, version);
        connected.add(station);
        for (int evse : evses)
            station.calls("StatusNotification", version.equals("ocpp1.6")
                    ? "{'connectorId':" + evse + ",'errorCode':'NoError','status':'Available'}"
                    : "{'evseId':" + evse + ",'connectorId':1,'connectorStatus':'Available','timestamp':'" + begin.minusSeconds(60) + "'}");
        return station;
    }

    private void set(String body) { json(owner.call(HttpMethod.PUT, body, LIMITS, id), 200); }

    private String refusedField(String body) {
        return json(owner.call(HttpMethod.PUT, body, LIMITS, id), 400).path("fields").path(0).path("field").asString();
    }

    private List<String> shown() {
        return json(owner.get(LIMITS, id), 200).path("connectors").valueStream().map(each -> each.path("evse").asInt() + " "
                + each.path("maxPowerKw").decimalValue().toPlainString() + " " + each.path("source").asString()).toList();
    }

    /** That much within half an hour. */
    private void charges(ConnectedStation station, int connector, int wattHours) {
        int number = starts(station, connector);
        station.calls("StopTransaction", "{'transactionId':" + number + ",'meterStop':" + wattHours + ",'timestamp':'" + at(30) + "'}");
    }

    private int starts(ConnectedStation station, int connector) {
        return station.calls("StartTransaction",
                "{'connectorId':" + connector + ",'idTag':'DEMO0001','meterStart':0,'timestamp':'" + at(0) + "'}").path("transactionId")
                .asInt();
    }

    /** A transaction that begins and reports so. */
    private void tellsEveryFiveMinutes(String... values) {
        ConnectedStation station = connects("ocpp1.6", 1);
        int number = starts(station, 1);
        for (int i = 0; i < values.length; i++) {
            samples(station, number, 1, 5 * (i + 1), values[i]);
            if (i == 0) assertThat(flags(1)).as("too early to tell").isEmpty();
        }
    }

    private void samples(ConnectedStation station, int number, int connector, int minutes, String values) {
        station.calls("MeterValues", "{'connectorId':" + connector + ",'transactionId':" + number + ",'meterValue':[{'timestamp':'"
                + at(minutes) + "','sampledValue':[" + values + "]}]}");
    }

    private void charges2(ConnectedStation station, int evse, int wattHours) {
        event(station, evse, "Started", "Authorized", 0, 0, "Transaction.Begin", 0);
        event(station, evse, "Ended", "StopAuthorized", 1, 30, "Transaction.End", wattHours);
    }

    private void event(ConnectedStation station, int evse, String type, String trigger, int seqNo, int minutes, String context,
            int wattHours) {
        station.calls("TransactionEvent", "{'eventType':'" + type + "','timestamp':'" + at(minutes) + "','triggerReason':'" + trigger
                + "','seqNo':" + seqNo + ",'transactionInfo':{'transactionId':'" + id + evse + "'},'evse':{'id':" + evse
                + ",'connectorId':1},'meterValue':[{'timestamp':'" + at(minutes) + "','sampledValue':[{'value':" + wattHours
                + ",'context':'"
                + context + "'}]}]}");
    }

    private static String power(int evse, int limit, String unit) {
        String characteristics = "{'dataType':'decimal','supportsMonitoring':true,'maxLimit':" + limit
                + (unit.isEmpty() ? "" : ",'unit':'" + unit + "'") + "}";
        return "{'component':{'name':'EVSE','evse':{'id':" + evse + "}},'variable':{'name':'Power'},'variableAttribute':[{'value':'0'}],"
                + "'variableCharacteristics':" + characteristics + "}";
    }

    private Instant at(int minutes) { return begin.plus(Duration.ofMinutes(minutes)); }

    private JsonNode transaction(int evse) {
        return json(owner.get("/api/v1/transactions?stationId={id}", id), 200).path("items").valueStream()
                .filter(each -> each.path("evse").asInt() == evse).findFirst().orElseThrow();
    }

    private List<String> flags(int evse) { return transaction(evse).path("flags").valueStream().map(JsonNode::asString).toList(); }
}
