package io.wattline.csms.profile;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.command.StationScene;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Profiles that stations would refuse become ones that they take: raw frames of all versions, and what the operator sees of it. */
class StationsTakeProfilesTest extends StationScene {
    private static final String REJECTED = "{'status':'Rejected'}";

    StationsTakeProfilesTest() { super("ocpp1.6"); }

    @ParameterizedTest
    @CsvSource({"ocpp1.6,ChargePointMaxProfile", "ocpp2.0.1,ChargingStationMaxProfile", "ocpp2.1,ChargingStationMaxProfile"})
    void aLimitOfTheStationThatIsRejectedIsTakenAsTheDefaultOfTransactions(String version, String purpose) {
        connect(version, "Choosy");
        station.answering("SetChargingProfile", REJECTED).answeringThoseWith("'TxDefaultProfile'", ACCEPTED);

        JsonNode task = command("set-charging-profile", profile("ChargePointMaxProfile", 0, "A", "16"));

        assertThat(station.nextCall()).contains("\"chargingProfilePurpose\":\"" + purpose + "\"");
        assertThat(station.nextCall()).contains("\"chargingProfilePurpose\":\"TxDefaultProfile\"");
        assertThat(task.path("result").asString()).isEqualTo("Accepted");
        assertThat(task.path("parts").findValuesAsString("result")).containsExactly("Rejected", "Accepted");
        assertThat(installed().getFirst().path("purpose").asString()).isEqualTo("TxDefaultProfile");
        assertThat(installed().getFirst().path("adjustments").toString())
                .isEqualTo("[\"The station rejected the purpose ChargingStationMaxProfile and took TxDefaultProfile.\"]");
    }

    @ParameterizedTest
    @CsvSource({"ocpp1.6,'ChargePointMaxProfile'", "ocpp2.0.1,'ChargingStationMaxProfile'"})
    void aDefaultOfAllTransactionsThatIsRejectedIsTakenAsTheLimitOfTheStation(String version, String purpose) {
        connect(version, "Choosy");
        station.answering("SetChargingProfile", REJECTED).answeringThoseWith(purpose, ACCEPTED);

        assertThat(command("set-charging-profile", profile("TxDefaultProfile", 0, "A", "16")).path("result").asString())
                .isEqualTo("Accepted");

        assertThat(installed().getFirst().path("purpose").asString()).isEqualTo("ChargingStationMaxProfile");
    }

    @Test
    void whatIsRejectedBothWaysIsRejected() {
        connect("ocpp1.6", "Choosy");
        station.answering("SetChargingProfile", REJECTED);

        JsonNode task = command("set-charging-profile", profile("ChargePointMaxProfile", 0, "A", "16"));

        assertThat(task.path("result").asString()).isEqualTo("Rejected");
        assertThat(task.path("request").toString()).contains("ChargePointMaxProfile");
        assertThat(task.path("parts")).hasSize(2);
        assertThat(installed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Choosy,1,TxDefaultProfile", "Other,0,ChargePointMaxProfile"})
    void aLimitOfOneEvseAndThatOfAMakeWithoutTheQuirkAreTriedOnce(String vendor, int evse, String purpose) {
        connect("ocpp1.6", vendor);
        station.answering("SetChargingProfile", REJECTED);

        JsonNode task = command("set-charging-profile", profile(purpose, evse, "A", "16"));

        assertThat(task.path("result").asString()).isEqualTo("Rejected");
        assertThat(task.path("parts").isEmpty()).isTrue();
    }

    @Test
    void wattBecomeAmpereWithTheVoltageAndPhasesThatTheStationTells() {
        connect("ocpp2.0.1", "Other");
        reports(variable("SmartChargingCtrlr", "", "RateUnit", "A", "MemberList") + ","
                + variable("EVSE", ",'evse':{'id':1}", "SupplyPhases", "1", "integer") + ","
                + variable("EVSE", ",'evse':{'id':1}", "ACVoltage", "240", "decimal") + ","
                + variable("ChargingStation", "", "SupplyPhases", "3", "integer"));
        station.answering("SetChargingProfile", ACCEPTED);

        command("set-charging-profile", profile("TxDefaultProfile", 1, "W", "7200"));

        assertThat(station.nextCall()).contains("\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":30}]");
        assertThat(installed().getFirst().path("adjustments").toString())
                .isEqualTo("[\"Limits in W became limits in A, the only unit this station takes, at 240 V on 1 phase.\"]");
        command("set-charging-profile", profile("TxDefaultProfile", 2, "W", "6900"));
        assertThat(station.nextCall()).contains("\"limit\":10}");
    }

    @Test
    void aVoltageBetweenPhasesIsReckonedToNeutral() {
        connect("ocpp2.1", "Other");
        reports(variable("SmartChargingCtrlr", "", "RateUnit", "W", "MemberList") + ","
                + variable("ElectricalFeed", "", "ACVoltage", "400", "decimal"));
        station.answering("SetChargingProfile", ACCEPTED);

        command("set-charging-profile", profile("TxDefaultProfile", 1, "A", "16"));

        assertThat(station.nextCall()).contains("\"limit\":11085.1}");
    }

    @Test
    void aMakesSupplyCountsWhereTheStationTellsNone() {
        connect("ocpp1.6", "Narrow");
        station.answering("GetConfiguration",
                "{'configurationKey':[{'key':'ChargingScheduleAllowedChargingRateUnit','readonly':true,'value':'Current'}]}")
                .answering("SetChargingProfile", ACCEPTED);
        command("get-configuration", "{}");
        station.nextCall();

        command("set-charging-profile", profile("TxDefaultProfile", 1, "W", "2000"));

        assertThat(station.nextCall()).contains("\"chargingRateUnit\":\"A\"").contains("\"limit\":16}");
    }

    @Test
    void asManyProfilesAreSetAsATwoPointXStationTakes() {
        connect("ocpp2.0.1", "Other");
        reports("{'component':{'name':'SmartChargingCtrlr'},'variable':{'name':'Entries','instance':'ChargingProfiles'},"
                + "'variableAttribute':[{'value':'0'}],'variableCharacteristics':{'dataType':'integer','maxLimit':1,'supportsMonitoring':false}}");
        station.answering("SetChargingProfile", ACCEPTED);
        command("set-charging-profile", profile("TxDefaultProfile", 1, "A", "16"));

        assertThat(problem(owner.post(STATION + "/commands/set-charging-profile", profile("TxDefaultProfile", 2, "A", "16"), id), 409))
                .isEqualTo("conflict");
        assertThat(command("set-charging-profile", profile("TxDefaultProfile", 1, "A", "10")).path("result").asString())
                .isEqualTo("Accepted");
    }

    @ParameterizedTest
    @CsvSource({"10,effective,true", "32,failed,false"})
    void aVerifiedTaskIsEffectiveWhenTheCompositeScheduleKeepsToIt(String shown, String stage, boolean verified) {
        connect("ocpp1.6", "Other");
        station.answering("SetChargingProfile", ACCEPTED).answering("GetCompositeSchedule",
                "{'status':'Accepted','connectorId':1,'scheduleStart':'2026-06-01T00:00:00Z','chargingSchedule':{'chargingRateUnit':'A',"
                        + "'chargingSchedulePeriod':[{'startPeriod':0,'limit':" + shown + "}]}}");

        JsonNode task = command("set-charging-profile", profile("TxDefaultProfile", 1, "A", "16").replaceFirst("\\{", "{'verify':true,"));

        assertThat(task.path("result").asString()).isEqualTo("Accepted");
        String path = "/api/v1/tasks/" + task.path("id").asString();
        await().untilAsserted(() -> assertThat(json(owner.get(path), 200).path("stage").asString()).isEqualTo(stage));
        assertThat(installed().getFirst().path("verified").asBoolean()).isEqualTo(verified);
        if (!verified) assertThat(json(owner.get(path), 200).path("error").asString()).contains("32 A");
    }

    @Test
    void whoShowsNoCompositeScheduleIsNotAskedToProveAnything() {
        connect("ocpp1.6", "No Composite");
        station.answering("SetChargingProfile", ACCEPTED).refusing("GetCompositeSchedule", "NotImplemented");
        command("get-composite-schedule", "{'evse':1,'durationSeconds':60}");
        station.nextCall();

        JsonNode task = command("set-charging-profile", profile("TxDefaultProfile", 1, "A", "16").replaceFirst("\\{", "{'verify':true,"));

        assertThat(task.path("stage").asString()).isEqualTo("answered");
        assertThat(station.nextCall()).contains("SetChargingProfile");
    }

    private void connect(String subprotocol, String vendor) {
        speaks(subprotocol).calls("BootNotification", subprotocol.equals("ocpp1.6")
                ? "{'chargePointVendor':'" + vendor + "','chargePointModel':'M'}"
                : "{'reason':'PowerUp','chargingStation':{'vendorName':'" + vendor + "','model':'M'}}");
    }

    private void reports(String variables) {
        station.calls("NotifyReport",
                "{'requestId':1,'generatedAt':'2026-06-01T00:00:00Z','seqNo':0,'reportData':[" + variables + "]}");
    }

    private static String variable(String component, String evse, String name, String value, String type) {
        return "{'component':{'name':'" + component + "'" + evse + "},'variable':{'name':'" + name + "'},'variableAttribute':[{'value':'"
                + value + "'}],'variableCharacteristics':{'dataType':'" + type + "','supportsMonitoring':false}}";
    }

    private static String profile(String purpose, int evse, String unit, String limit) {
        return "{'evse':" + evse + ",'profile':{'purpose':'" + purpose + "','kind':'Relative','stackLevel':0,'schedules':[{'unit':'" + unit
                + "','periods':[{'startSeconds':0,'limit':" + limit + "}]}]}}";
    }

    private List<JsonNode> installed() { return list("/charging-profiles"); }
}
