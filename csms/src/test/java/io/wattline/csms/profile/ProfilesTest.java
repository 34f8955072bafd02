package io.wattline.csms.profile;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class ProfilesTest {
    private static final String PROFILES = "/api/v1/charging-profiles";
    private static final String STATION = "/api/v1/stations/{id}";
    private static final String SCHEDULE = "'schedules':[{'unit':'A','start':'2026-01-01T00:00:00Z','durationSeconds':86400,'minRate':6,"
            + "'periods':[{'startSeconds':0,'limit':16,'phases':3},{'startSeconds':28800,'limit':8.5}]}]";
    private static final String NIGHT = "'name':'Night','description':'Slow by day','purpose':'TxDefaultProfile','kind':'Recurring',"
            + "'recurrency':'Daily','stackLevel':2,'validFrom':'2026-01-01T00:00:00Z','validTo':'2027-01-01T00:00:00Z'," + SCHEDULE;
    private static final String LIMIT = "'purpose':'TxProfile','kind':'Relative','stackLevel':0,'schedules':[{'unit':'W','periods':[{'startSeconds':0,'limit':7400}]}]";

    @LocalServerPort
    private int port;

    private String id;
    private Rest owner;
    private ConnectedStation station;

    @BeforeEach
    void aStationThatJoinedTheDemo() {
        id = "PRO-" + UUID.randomUUID();
        owner = Rest.as(Rest.OWNER, port).with("Prefer", "wait=15");
        connect("ocpp1.6");
    }

    @AfterEach
    void leave() { station.close(); }

    @Test
    void areStoredUnderAName() {
        JsonNode made = json(owner.post(PROFILES, "{" + NIGHT + "}"), 201);

        String profile = made.path("id").asString();
        assertThat(json(owner.get(PROFILES + "/{id}", profile), 200)).isEqualTo(made);
        assertThat(made.path("profileId").asInt()).isPositive();
        assertThat(made.path("schedules").path(0).path("periods").path(1).path("limit").decimalValue()).isEqualByComparingTo("8.5");
        JsonNode changed = json(owner.patch(PROFILES + "/{id}", "{'name':'Day','stackLevel':3}", profile), 200);
        assertThat(changed.path("name").asString()).isEqualTo("Day");
        assertThat(changed.path("stackLevel").asInt()).isEqualTo(3);
        assertThat(changed.path("purpose").asString()).isEqualTo("TxDefaultProfile");
        assertThat(json(owner.get(PROFILES), 200).path("items")).anySatisfy(item -> assertThat(item).isEqualTo(changed));
        owner.delete(PROFILES + "/{id}", profile).expectStatus().isNoContent();
        assertThat(problem(owner.get(PROFILES + "/{id}", profile), 404)).isEqualTo("unknown_charging_profile");
    }

    @Test
    void areRefusedWhenTheyMakeNoSense() {
        assertThat(field("{}")).isNotEmpty();
        assertThat(field("{" + NIGHT.replace("'Recurring'", "'Absolute'") + "}")).isEqualTo("recurrency");
        assertThat(field("{" + NIGHT.replace("'startSeconds':0,", "'startSeconds':5,") + "}")).isEqualTo("schedules.periods");
        assertThat(field("{" + NIGHT.replace("28800", "0") + "}")).isEqualTo("schedules.periods");
        assertThat(field("{" + NIGHT.replace("TxDefaultProfile", "MyProfile") + "}")).isEqualTo("purpose");
        assertThat(field("{" + NIGHT.replace("'name':'Night',", "") + "}")).isEqualTo("name");
        assertThat(problem(Rest.as(Rest.DRIVER, port).get(PROFILES), 403)).isEqualTo("forbidden");
    }

    @Test
    void aStoredOneIsSetOnAStationAndShownThereUntilItIsCleared() {
        JsonNode made = json(owner.post(PROFILES, "{" + NIGHT + "}"), 201);
        int number = made.path("profileId").asInt();
        station.answering("SetChargingProfile", "{'status':'Accepted'}").answering("ClearChargingProfile", "{'status':'Accepted'}");

        JsonNode task = command("set-charging-profile", "{'chargingProfileId':'" + made.path("id").asString() + "','evse':1}");

        assertThat(task.path("result").asString()).isEqualTo("Accepted");
        assertThat(station.nextCall()).endsWith("\"SetChargingProfile\",{\"connectorId\":1,\"csChargingProfiles\":{\"chargingProfileId\":"
                + number
                + ",\"stackLevel\":2,\"chargingProfilePurpose\":\"TxDefaultProfile\",\"chargingProfileKind\":\"Recurring\",\"recurrencyKind\":\"Daily\","
                + "\"validFrom\":\"2026-01-01T00:00:00.000Z\",\"validTo\":\"2027-01-01T00:00:00.000Z\",\"chargingSchedule\":{\"duration\":86400,"
                + "\"startSchedule\":\"2026-01-01T00:00:00.000Z\",\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":16,"
                + "\"numberPhases\":3},{\"startPeriod\":28800,\"limit\":8.5}],\"minChargingRate\":6}}}]");
        JsonNode installed = installed().path(0);
        assertThat(installed.path("chargingProfileId")).isEqualTo(made.path("id"));
        assertThat(installed.path("name").asString()).isEqualTo("Night");
        assertThat(installed.path("evse").asInt()).isEqualTo(1);
        assertThat(installed.path("profile").path("schedules").path(0).path("unit").asString()).isEqualTo("A");
        command("clear-charging-profile", "{'chargingProfileId':'" + made.path("id").asString() + "'}");
        assertThat(station.nextCall()).endsWith("\"ClearChargingProfile\",{\"id\":" + number + "}]");
        assertThat(installed()).isEmpty();
    }

    @Test
    void aDeclinedOneIsNotThere() {
        station.answering("SetChargingProfile", "{'status':'Rejected'}");

        assertThat(command("set-charging-profile", inline("ChargePointMaxProfile", 0)).path("result").asString()).isEqualTo("Rejected");

        assertThat(station.nextCall()).contains("\"chargingProfilePurpose\":\"ChargePointMaxProfile\"");
        assertThat(installed()).isEmpty();
    }

    @Test
    void oneOfTheSameLevelTakesThePlaceOfAnotherAndCriteriaClearWhatFits() {
        station.answering("SetChargingProfile", "{'status':'Accepted'}").answering("ClearChargingProfile", "{'status':'Accepted'}");
        command("set-charging-profile", inline("TxDefaultProfile", 1));
        command("set-charging-profile", inline("TxDefaultProfile", 1));
        command("set-charging-profile", inline("ChargePointMaxProfile", 1));
        assertThat(installed()).hasSize(2);

        command("clear-charging-profile", "{'purpose':'ChargingStationMaxProfile','stackLevel':1}");

        assertThat(installed()).hasSize(1);
        assertThat(installed().path(0).path("purpose").asString()).isEqualTo("TxDefaultProfile");
    }

    @Test
    void aRawOneIsMirrored() {
        station.answering("SetChargingProfile", "{'status':'Accepted'}");

        json(owner.post(STATION + "/ocpp/SetChargingProfile", "{'connectorId':0,'csChargingProfiles':{'chargingProfileId':9,'stackLevel':0,"
                + "'chargingProfilePurpose':'ChargePointMaxProfile','chargingProfileKind':'Absolute','chargingSchedule':{'chargingRateUnit':'W',"
                + "'chargingSchedulePeriod':[{'startPeriod':0,'limit':11000}]}}}", id), 200);

        assertThat(installed().path(0).path("profileId").asInt()).isEqualTo(9);
        assertThat(installed().path(0).path("purpose").asString()).isEqualTo("ChargingStationMaxProfile");
    }

    @Test
    void aTransactionsProfileComesWithTheRemoteStartAndGoesWithTheEnd() {
        station.answering("RemoteStartTransaction", "{'status':'Accepted'}");

        command("remote-start", "{'idTag':'DEMO0001','evse':1,'chargingProfile':{" + LIMIT + "}}");

        assertThat(station.nextCall()).contains("\"connectorId\":1,\"chargingProfile\":{\"chargingProfileId\":").contains("\"limit\":7400");
        String transaction = station.calls("StartTransaction",
                "{'connectorId':1,'idTag':'DEMO0001','meterStart':0,'timestamp':'2026-05-01T10:00:00Z'}").path("transactionId").asString();
        assertThat(installed().path(0).path("ocppTransactionId").asString()).isEqualTo(transaction);
        station.calls("StopTransaction", "{'transactionId':" + transaction + ",'meterStop':1,'timestamp':'2026-05-01T11:00:00Z'}");
        assertThat(installed()).isEmpty();
        assertThat(problem(owner.post(STATION + "/commands/remote-start", "{'idTag':'DEMO0001','chargingProfile':{"
                + LIMIT.replace("TxProfile", "TxDefaultProfile") + "}}", id), 400)).isEqualTo("bad_request");
        assertThat(problem(Rest.as(Rest.DRIVER, port).post(STATION + "/commands/remote-start", "{}", id), 404))
                .isEqualTo("unknown_station");
    }

    @Test
    void aTxProfileIsForTheTransactionThatRuns() {
        station.answering("SetChargingProfile", "{'status':'Accepted'}");
        String body = "{'evse':1,'profile':{" + LIMIT + "}}";
        assertThat(problem(owner.post(STATION + "/commands/set-charging-profile", body, id), 400)).isEqualTo("bad_request");
        String transaction = station.calls("StartTransaction",
                "{'connectorId':1,'idTag':'DEMO0001','meterStart':0,'timestamp':'2026-05-01T10:00:00Z'}").path("transactionId").asString();

        command("set-charging-profile", body);

        assertThat(station.nextCall()).contains("\"transactionId\":" + transaction + ",");
    }

    @Test
    void theCompositeScheduleIsKeptAndVerifiesAProfile() {
        station.answering("SetChargingProfile", "{'status':'Accepted'}").answering("GetCompositeSchedule",
                "{'status':'Accepted','connectorId':1,'scheduleStart':'2026-06-01T00:00:00Z','chargingSchedule':{'chargingRateUnit':'A',"
                        + "'chargingSchedulePeriod':[{'startPeriod':0,'limit':16},{'startPeriod':28800,'limit':8}]}}");

        command("set-charging-profile", "{'evse':1,'verify':true,'profile':{" + NIGHT + "}}");

        station.nextCall();
        assertThat(station.nextCall())
                .endsWith("\"GetCompositeSchedule\",{\"connectorId\":1,\"duration\":86400,\"chargingRateUnit\":\"A\"}]");
        await().untilAsserted(() -> assertThat(installed().path(0).path("verified").asBoolean()).isTrue());
        JsonNode composite = json(owner.get(STATION + "/composite-schedules", id), 200).path("items").path(0);
        assertThat(composite.path("evse").asInt()).isEqualTo(1);
        assertThat(composite.path("schedule").path("start").asString()).isEqualTo("2026-06-01T00:00:00Z");
        station.answering("GetCompositeSchedule",
                "{'status':'Accepted','connectorId':1,'scheduleStart':'2026-06-01T00:00:00Z','chargingSchedule':{'chargingRateUnit':'A',"
                        + "'chargingSchedulePeriod':[{'startPeriod':0,'limit':32}]}}");
        command("get-composite-schedule", "{'evse':1,'durationSeconds':3600,'unit':'A'}");
        assertThat(installed().path(0).path("verified").asBoolean(true)).isFalse();
    }

    @Test
    void isFittedToWhatTheStationTakes() {
        station.answering("GetConfiguration", "{'configurationKey':[{'key':'ChargeProfileMaxStackLevel','readonly':true,'value':'1'},"
                + "{'key':'ChargingScheduleAllowedChargingRateUnit','readonly':true,'value':'Power'},"
                + "{'key':'ChargingScheduleMaxPeriods','readonly':true,'value':'2'},{'key':'MaxChargingProfilesInstalled','readonly':true,'value':'1'}]}")
                .answering("SetChargingProfile", "{'status':'Accepted'}");
        command("get-configuration", "{}");
        station.nextCall();

        command("set-charging-profile", "{'evse':1,'profile':{" + NIGHT + "}}");

        assertThat(station.nextCall()).contains("\"stackLevel\":1,").contains("\"chargingRateUnit\":\"W\"").contains("\"limit\":11040,")
                .contains("\"limit\":5865}").contains("\"minChargingRate\":4140");
        assertThat(installed().path(0).path("adjustments")).hasSize(2);
        String more = NIGHT.replace("}]}]", "},{'startSeconds':30000,'limit':1}]}]");
        assertThat(problem(owner.post(STATION + "/commands/set-charging-profile", "{'evse':1,'profile':{" + more + "}}", id), 400))
                .isEqualTo("bad_request");
        assertThat(problem(owner.post(STATION + "/commands/set-charging-profile", "{'evse':2,'profile':{" + NIGHT + "}}", id), 409))
                .isEqualTo("conflict");
    }

    @Test
    void aTwoPointOhStationGetsItInItsOwnWords() {
        station.close();
        id = "PRO-" + UUID.randomUUID();
        connect("ocpp2.0.1");
        station.answering("SetChargingProfile", "{'status':'Accepted'}").answering("ClearChargingProfile", "{'status':'Accepted'}")
                .answering("RequestStartTransaction", "{'status':'Accepted'}").answering("GetChargingProfiles", "{'status':'NoProfiles'}")
                .answering("GetCompositeSchedule",
                        "{'status':'Accepted','schedule':{'evseId':0,'duration':60,'scheduleStart':'2026-06-01T00:00:00Z',"
                                + "'chargingRateUnit':'W','chargingSchedulePeriod':[{'startPeriod':0,'limit':5000}]}}");

        command("set-charging-profile",
                "{'profile':{'profileId':7,'purpose':'ChargePointMaxProfile','kind':'Absolute','stackLevel':0," + SCHEDULE + "}}");
        assertThat(station.nextCall()).endsWith("\"SetChargingProfile\",{\"evseId\":0,\"chargingProfile\":{\"id\":7,\"stackLevel\":0,"
                + "\"chargingProfilePurpose\":\"ChargingStationMaxProfile\",\"chargingProfileKind\":\"Absolute\",\"chargingSchedule\":[{\"id\":1,"
                + "\"duration\":86400,\"startSchedule\":\"2026-01-01T00:00:00.000Z\",\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":["
                + "{\"startPeriod\":0,\"limit\":16,\"numberPhases\":3},{\"startPeriod\":28800,\"limit\":8.5}],\"minChargingRate\":6}]}}]");
        assertThat(installed()).hasSize(1);

        command("clear-charging-profile", "{'evse':0,'purpose':'ChargingStationMaxProfile'}");
        assertThat(station.nextCall()).endsWith(
                "{\"chargingProfileCriteria\":{\"evseId\":0,\"chargingProfilePurpose\":\"ChargingStationMaxProfile\"}}]");
        assertThat(installed()).isEmpty();

        command("remote-start", "{'idTag':'DEMO0001','evse':1,'chargingProfile':{" + LIMIT + "}}");
        assertThat(station.nextCall()).contains("\"evseId\":1,\"chargingProfile\":{\"id\":").contains("\"chargingSchedule\":[{\"id\":1,");

        command("get-charging-profiles", "{'requestId':3,'evse':1,'purpose':'TxProfile'}");
        assertThat(station.nextCall()).endsWith(
                "\"GetChargingProfiles\",{\"requestId\":3,\"evseId\":1,\"chargingProfile\":{\"chargingProfilePurpose\":\"TxProfile\"}}]");

        command("get-composite-schedule", "{'durationSeconds':60}");
        assertThat(station.nextCall()).endsWith("\"GetCompositeSchedule\",{\"duration\":60,\"evseId\":0}]");
        assertThat(
                json(owner.get(STATION + "/composite-schedules", id), 200).path("items").path(0).path("schedule").path("unit").asString())
                .isEqualTo("W");
    }

    private void connect(String subprotocol) {
        station = new ConnectedStation(port, id, subprotocol);
        station.calls("BootNotification", subprotocol.equals("ocpp1.6")
                ? "{'chargePointVendor':'V','chargePointModel':'M'}"
                : "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
    }

    private JsonNode command(String name, String body) { return json(owner.post(STATION + "/commands/{name}", body, id, name), 200); }

    private static String inline(String purpose, int level) {
        return "{'profile':{'purpose':'" + purpose + "','kind':'Absolute','stackLevel':" + level + "," + SCHEDULE + "}}";
    }

    private JsonNode installed() { return json(owner.get(STATION + "/charging-profiles", id), 200).path("items"); }

    private String field(String body) { return json(owner.post(PROFILES, body), 400).path("fields").path(0).path("field").asString(); }
}
