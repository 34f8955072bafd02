package io.wattline.csms.conformance;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.ws.RawStation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Frames, ids and payloads that are not by the book. */
class OddMessagesTest extends OddScene {
    private static final String AVAILABLE = status(1, "Available", "");

    @Test
    void anIdThatStartsAgainIsAnotherMessage() {
        RawStation station = connects("ocpp1.6");
        for (String state : new String[]{"Preparing", "Charging"}) {
            result(station, "[2,'1'," + BOOT_16 + "]");
            station.sends("[2,'2'," + status(1, state, "") + "]").answers("[3,'2',{}]");
        }

        operator.seesConnector(1, "{'reportedStatus':'Charging'}");
        operator.seesStatus("{'reportedStatus':'Preparing'}");
    }

    @Test
    void aFrameThatIsRepeatedGetsItsAnswerAgainAndHappensOnce() {
        RawStation station = connects("ocpp1.6");
        String frame = "[2,'7'," + start(1, 100, ago(10)) + "]";

        String first = station.sends(frame).hears();
        assertThat(station.sends(frame).hears()).isEqualTo(first);

        operator.seesTransactions(1);
    }

    @Test
    void bothSidesMayUseOneIdAtTheSameTime() {
        RawStation station = connects("ocpp1.6");
        result(station, "[2,'1'," + BOOT_16 + "]");
        var task = operator.commands("clear-cache", "{}");
        String ours = Expected.json(station.hears()).path(1).asString();

        station.sends("[2,'" + ours + "'," + AVAILABLE + "]").answers("[3,'" + ours + "',{}]");
        station.sends("[3,'" + ours + "',{'status':'Accepted'}]");

        task.becomes("{'result':'Accepted'}");
        operator.seesConnector(1, "{'status':'Available'}");
    }

    @Test
    void anAnswerToNothingIsLoggedAndOnlyThat() {
        RawStation station = connects("ocpp1.6");
        station.sends("[3,'nobody',{'status':'Accepted'}]").sends("[4,'nobody','InternalError','',{}]");
        station.sends("[2,'2'," + AVAILABLE + "]").answers("[3,'2',{}]");

        operator.seesFrameLike("type=result&direction=in", "{'messageId':'nobody','verdict':'unexpected'}");
        operator.seesFrameLike("type=error", "{'messageId':'nobody','verdict':'unexpected'}");
        operator.seesAt("/deviations", "{'items':[]}");
    }

    @Test
    void oneCallIsUnderWayAtATimeAndTheStationsOwnDoNotWaitForIt() {
        RawStation station = connects("ocpp1.6");
        result(station, "[2,'1'," + BOOT_16 + "]");
        var first = operator.commands("clear-cache", "{}");
        var second = operator.commands("reset", "{'type':'soft'}");
        JsonNode asked = Expected.json(station.hears());
        assertThat(asked.path(2).asString()).isEqualTo("ClearCache");

        station.sends("[2,'2'," + AVAILABLE + "]").answers("[3,'2',{}]");
        station.sends("[3,'" + asked.path(1).asString() + "',{'status':'Rejected'}]");
        JsonNode next = Expected.json(station.hears());

        assertThat(next.path(2).asString()).isEqualTo("Reset");
        station.sends("[3,'" + next.path(1).asString() + "',{'status':'Rejected'}]");
        first.becomes("{'stage':'answered','result':'Rejected'}");
        second.becomes("{'stage':'answered','result':'Rejected'}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"ocpp1.6;'connectorId':0,'errorCode':'GroundFailure','status':'Faulted'",
            "ocpp2.0.1;'timestamp':'$now','connectorStatus':'Faulted','evseId':0,'connectorId':0"})
    void theStatusOfTheStationIsNoConnector(String subprotocol, String faulted) {
        RawStation station = connects(subprotocol);
        boolean old = subprotocol.equals("ocpp1.6");
        String payload = faulted.replace("$now", now.toString());
        station.sends("[2,'1'," + (old ? AVAILABLE : available2x()) + "]").answers("[3,'1',{}]");
        station.sends("[2,'2','StatusNotification',{" + payload + "}]").answers("[3,'2',{}]");
        operator.seesStation("{'connectors':[{'evse':1,'status':'Faulted','reportedStatus':'Available'}]}");

        station.sends("[2,'3','StatusNotification',{" + payload.replace("Faulted", "Available") + "}]").answers("[3,'3',{}]");

        operator.seesStation("{'connectors':[{'evse':1,'status':'Available','reportedStatus':'Available'}]}");
        operator.seesStatus("{'evse':0,'reportedStatus':'Faulted'}");
    }

    @Test
    void typesThatAreAnotherAreReadAsMeantAndCounted() {
        RawStation station = connects("ocpp1.6");
        JsonNode answer = result(station,
                "[2,'1','StartTransaction',{'connectorId':'1','idTag':'DEMO0001','meterStart':'1000.4','timestamp':'"
                        + ago(30) + "','reservationId':null}]");
        int number = answer.path("transactionId").asInt();
        result(station, "[2,'2','MeterValues',{'connectorId':1,'transactionId':'" + number + "','meterValue':{'timestamp':'" + ago(20)
                + "','sampledValue':[{'value':2500}]}}]");

        operator.seesTransaction("{'state':'active','meterStartKwh':1,'energyKwh':1.5,'ocppTransactionId':'" + number + "'}");
        for (String kind : new String[]{"text-for-number", "fraction-rounded", "null-removed", "number-for-text", "single-for-list"})
            operator.seesDeviation("{'kind':'" + kind + "'}");
    }

    @Test
    void booleansAsTextAreBooleans() {
        RawStation station = connects("ocpp2.0.1");
        result(station, "[2,'1','TransactionEvent',{'eventType':'Started','timestamp':'" + ago(30) + "','triggerReason':'CablePluggedIn',"
                + "'seqNo':'0','offline':'TRUE','evse':{'id':1},'transactionInfo':{'transactionId':'" + id + "'}}]");

        operator.seesTransaction("{'state':'active','flags':['offline']}");
        operator.seesDeviation("{'kind':'text-for-boolean','pointer':'/offline','example':'TRUE'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {",$", "[,2,$rest", "$\0\0", "\uFEFF$", "$,"})
    void litterAroundAFrameIsNoPartOfIt(String litter) {
        RawStation station = connects("ocpp1.6");
        String frame = "[2,'1'," + AVAILABLE + "]";
        station.sends(litter.replace("$rest", frame.substring(3)).replace("$", frame)).answers("[3,'1',{}]");

        operator.seesConnector(1, "{'status':'Available'}");
        operator.seesDeviation("{'kind':'frame-littered'}");
    }

    @Test
    void framesThatRanTogetherAreAllServed() {
        RawStation station = connects("ocpp1.6");
        station.sends("[2,'1'," + AVAILABLE + "][2,'2'," + status(2, "Unavailable", "") + "]").answers("[3,'1',{}]").answers("[3,'2',{}]");

        operator.seesStation("{'connectors':[{'status':'Available'},{'status':'Unavailable'}]}");
        operator.seesDeviation("{'kind':'frames-glued'}");
    }

    @ParameterizedTest
    @CsvSource({"ocpp1.6,FormationViolation", "ocpp2.0.1,FormatViolation", "ocpp2.1,FormatViolation"})
    void aTornFrameIsAnsweredInTheWordsOfItsVersionAndTheConnectionGoesOn(String subprotocol, String code) {
        RawStation station = connects(subprotocol);
        assertThat(station.sends("[2,'77','StatusNotification',{'connectorId':1,'err").hears()).startsWith("[4,\"77\",\"" + code + "\"");
        assertThat(station.sends("{rubbish").hears()).startsWith("[4,\"-1\",");
        result(station, "[2,'2'," + (subprotocol.equals("ocpp1.6") ? BOOT_16 : BOOT_2X) + "]");

        operator.seesStation("{'online':true,'vendor':'Odd','connectors':[]}");
        operator.seesFrameLike("direction=in&limit=50", "{'type':'broken','payload':'{rubbish','verdict':'*'}");
    }

    @Test
    void whatABootSaysMayBeTooLongOrEmpty() {
        RawStation station = connects("ocpp1.6");
        String vendor = "A vendor whose name does not end where it should";
        result(station, "[2,'1','BootNotification',{'chargePointVendor':'" + vendor + "','chargePointModel':'','firmwareVersion':'"
                + "1".repeat(60) + "'}]");

        operator.seesStation("{'online':true,'vendor':'" + vendor.substring(0, 20) + "','model':''}");
        operator.seesDeviation("{'kind':'too-long-cut','pointer':'/chargePointVendor','example':'" + vendor + "'}");
        assertThat(json(operator.rest.get("/api/v1/stations/{id}/frames?action=BootNotification&type=call", id), 200).toString())
                .contains(vendor);
    }

    @ParameterizedTest
    @CsvSource({"0,400", "9,400", "10,200", "86400,200", "86401,400"})
    void noStationIsToldToBeatTooOftenOrTooSeldom(int seconds, int status) {
        try {
            json(operator.rest.patch("/api/v1/accounts/demo", "{'heartbeatIntervalSeconds':" + seconds + "}"), status);
            int told = result(connects("ocpp1.6"), "[2,'1'," + BOOT_16 + "]").path("interval").asInt();
            if (status == 200) assertThat(told).isEqualTo(seconds);
            else
                assertThat(told).isEqualTo(300);
        } finally {
            json(operator.rest.patch("/api/v1/accounts/demo", "{'heartbeatIntervalSeconds':300}"), 200);
        }
    }

    @ParameterizedTest
    @CsvSource({"DEMO0001,Accepted", "DEMO-BLOCKED,Blocked", "DEMO-EXPIRED,Expired", "NOBODY,Invalid"})
    void aTokenIsToldExactlyWhatItIs(String tag, String status) {
        assertThat(result(connects("ocpp1.6"), "[2,'1','Authorize',{'idTag':'" + tag + "'}]").path("idTagInfo").path("status").asString())
                .isEqualTo(status);
        assertThat(result(connects("ocpp2.0.1"), "[2,'1','Authorize',{'idToken':{'idToken':'" + tag + "','type':'ISO14443'}}]")
                .path("idTokenInfo").path("status").asString()).isEqualTo(status);
    }

    private String available2x() {
        return "'StatusNotification',{'timestamp':'" + now + "','connectorStatus':'Available','evseId':1,'connectorId':1}";
    }
}
