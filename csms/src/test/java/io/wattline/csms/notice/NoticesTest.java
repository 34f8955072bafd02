package io.wattline.csms.notice;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.command.StationScene;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NoticesTest extends StationScene {
    private static final String SCHEDULE = "{'id':1,'chargingRateUnit':'A','chargingSchedulePeriod':[{'startPeriod':0,'limit':16}]}";

    NoticesTest() { super("ocpp2.1"); }

    @Test
    void aLimitIsValidUntilItsSourceClearsIt() {
        station.calls("NotifyChargingLimit", "{'evseId':2,'chargingLimit':{'chargingLimitSource':'EMS','isGridCritical':true}}");
        station.calls("NotifyChargingLimit", "{'chargingLimit':{'chargingLimitSource':'SO'}}");

        JsonNode limit = items("?kind=charging-limit&evse=2").getFirst();
        assertThat(limit.path("data").path("chargingLimit").path("isGridCritical").asBoolean()).isTrue();
        assertThat(limit.path("evse").asInt()).isEqualTo(2);
        station.calls("ClearedChargingLimit", "{'chargingLimitSource':'EMS','evseId':2}");

        assertThat(keys("charging-limit")).containsExactly("SO/0");
        assertThat(json(owner.get(STATION + "/events?type=message.NotifyChargingLimit", id), 200).path("items").size()).isEqualTo(2);
    }

    @Test
    void messagesOnTheDisplayAreThoseThatTheStationShows() {
        ask("SetDisplayMessage", "{'message':" + message(1) + "}", ACCEPTED);
        ask("SetDisplayMessage", "{'message':" + message(2) + "}", "{'status':'NotSupportedState'}");
        assertThat(keys("display-message")).containsExactly("1");

        ask("GetDisplayMessages", "{'requestId':5}", ACCEPTED);
        station.calls("NotifyDisplayMessages", "{'requestId':5,'tbc':true,'messageInfo':[" + message(3) + "]}");
        station.calls("NotifyDisplayMessages", "{'requestId':5,'messageInfo':[" + message(4) + "]}");
        assertThat(keys("display-message")).containsExactly("3", "4");
        ask("ClearDisplayMessage", "{'id':3}", ACCEPTED);
        ask("ClearDisplayMessage", "{'id':4}", "{'status':'Rejected'}");

        assertThat(keys("display-message")).containsExactly("4");
    }

    @Test
    void customerInformationIsPutTogether() {
        info(9, 1, false, "Jones");
        assertThat(items("?kind=customer-information").getFirst().path("data").path("complete").asBoolean()).isFalse();
        info(9, 0, true, "Indiana ");

        JsonNode information = items("?kind=customer-information").getFirst();
        assertThat(information.path("key").asString()).isEqualTo("9");
        assertThat(information.path("data").path("text").asString()).isEqualTo("Indiana Jones");
        assertThat(information.path("data").path("complete").asBoolean()).isTrue();
    }

    @Test
    void whatTheCarNeedsAndPlansIsShownByItsPlace() {
        assertThat(station.calls("NotifyEVChargingNeeds",
                "{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'DC','departureTime':'2026-05-01T18:00:00Z'}}").path("status")
                .asString())
                .isEqualTo("NoChargingProfile");
        assertThat(station.calls("NotifyEVChargingSchedule",
                "{'evseId':1,'timeBase':'2026-05-01T10:00:00Z','chargingSchedule':" + SCHEDULE + "}").path("status").asString())
                .isEqualTo("Accepted");

        assertThat(items("?evse=1")).extracting(each -> each.path("kind").asString()).containsExactly("ev-charging-needs",
                "ev-charging-schedule");
    }

    @Test
    void profilesAreThoseThatTheStationReportsAndTakes() {
        ask("GetChargingProfiles", "{'requestId':1,'chargingProfile':{}}", ACCEPTED);
        station.calls("ReportChargingProfiles",
                "{'requestId':1,'evseId':1,'chargingLimitSource':'EMS','chargingProfile':[" + profile(11) + "]}");
        ask("SetChargingProfile", "{'evseId':1,'chargingProfile':" + profile(12) + "}", ACCEPTED);
        assertThat(keys("charging-profile")).containsExactly("11", "12");
        assertThat(items("?kind=charging-profile").getFirst().path("data").path("chargingLimitSource").asString()).isEqualTo("EMS");

        ask("ClearChargingProfile", "{'chargingProfileId':12}", ACCEPTED);

        assertThat(keys("charging-profile")).containsExactly("11");
    }

    @Test
    void securityEventsAreKeptWithTheirWeight() {
        station.calls("SecurityEventNotification",
                "{'type':'TamperDetectionActivated','timestamp':'2026-05-01T09:00:00Z','techInfo':'lid'}");
        try (var older = new ConnectedStation(port, id, "ocpp1.6")) {
            older.calls("SecurityEventNotification", "{'type':'InvalidMessages','timestamp':'2026-05-01T09:01:00Z'}");
        }

        List<JsonNode> events = json(owner.get(STATION + "/events?type=security.event", id), 200).path("items").valueStream().toList();
        assertThat(events).extracting(event -> event.path("data").path("event").asString()).containsExactly("InvalidMessages",
                "TamperDetectionActivated");
        assertThat(events).extracting(event -> event.path("data").path("critical").asBoolean()).containsExactly(false, true);
        assertThat(events.getLast().path("at").asString()).isEqualTo("2026-05-01T09:00:00Z");
        assertThat(keys("security-event")).containsExactly("InvalidMessages", "TamperDetectionActivated");
    }

    @Test
    void theGridsControlsAndAlarmsAreThoseOfNow() {
        station.calls("ReportDERControl", "{'requestId':1,'fixedPFInject':[{'id':'pf','isDefault':false,'isSuperseded':false,"
                + "'fixedPF':{'priority':1,'displacement':0.9,'excitation':true}}]}");
        station.calls("NotifyDERStartStop", "{'controlId':'old','started':true,'timestamp':'2026-05-01T09:00:00Z'}");
        station.calls("NotifyDERStartStop", "{'controlId':'pf','started':true,'timestamp':'2026-05-01T09:01:00Z','supersededIds':['old']}");
        station.calls("NotifyDERAlarm", "{'controlType':'FreqDroop','timestamp':'2026-05-01T09:00:00Z','gridEventFault':'OverFrequency'}");

        assertThat(items("?kind=der-control").getFirst().path("data").path("form").asString()).isEqualTo("fixedPFInject");
        assertThat(keys("der-running")).containsExactly("pf");
        assertThat(keys("der-alarm")).containsExactly("FreqDroop");
        station.calls("NotifyDERAlarm", "{'controlType':'FreqDroop','timestamp':'2026-05-01T09:05:00Z','alarmEnded':true}");
        assertThat(keys("der-alarm")).isEmpty();
    }

    @Test
    void whatBelongsToATransactionGoesWithIt() {
        transaction("Started", 0);
        station.calls("NotifyPriorityCharging", "{'transactionId':'t-1','activated':true}");
        ask("NotifyAllowedEnergyTransfer", "{'transactionId':'t-1','allowedEnergyTransfer':['DC']}", ACCEPTED);
        ask("CostUpdated", "{'transactionId':'t-1','totalCost':3.5}", "{}");
        assertThat(kinds()).containsExactly("allowed-energy-transfer", "cost", "priority-charging");

        transaction("Ended", 1);

        assertThat(kinds()).containsExactly("cost");
        assertThat(items("?kind=cost").getFirst().path("data").path("totalCost").decimalValue()).isEqualByComparingTo("3.5");
    }

    @Test
    void paymentsAndSwapsAreShown() {
        station.calls("NotifySettlement",
                "{'pspRef':'psp-1','status':'Settled','settlementAmount':12.5,'settlementTime':'2026-05-01T09:00:00Z'}");
        assertThat(station.calls("VatNumberValidation", "{'vatNumber':'NL1','evseId':1}").path("status").asString()).isEqualTo("Rejected");
        station.calls("BatterySwap", "{'batteryData':[{'evseId':1,'serialNumber':'B1','soC':10,'soH':90}],'eventType':'BatteryIn',"
                + "'idToken':{'idToken':'DEMO0001','type':'ISO14443'},'requestId':4}");
        assertThat(station.calls("PullDynamicScheduleUpdate", "{'chargingProfileId':6}").path("status").asString()).isEqualTo("Rejected");
        ask("NotifyWebPaymentStarted", "{'evseId':1,'timeout':60}", "{}");
        ask("SetDefaultTariff", "{'evseId':0,'tariff':{'tariffId':'day','currency':'EUR'}}", ACCEPTED);

        assertThat(kinds()).containsExactly("battery-swap", "default-tariff", "dynamic-schedule-pull", "settlement", "vat-validation",
                "web-payment");
        ask("ClearTariffs", "{'tariffIds':['day']}", "{'clearTariffsResult':[{'tariffId':'day','status':'Accepted'}]}");
        assertThat(keys("default-tariff")).isEmpty();
    }

    @Test
    void textsThatNoDatabaseKeepsDoNotStandInTheWay() {
        station.calls("DataTransfer", "{'vendorId':'v\\u0000','messageId':'m','data':'a\\u0000b'}");

        assertThat(keys("data-transfer")).containsExactly("v/m");
        assertThat(items("").getFirst().path("data").path("data").asString()).isEqualTo("ab");
    }

    @Test
    void isReadInPages() {
        for (int vendor = 1; vendor <= 3; vendor++) station.calls("DataTransfer", "{'vendorId':'v" + vendor + "'}");

        JsonNode first = json(owner.get(STATION + "/notices?limit=2", id), 200);

        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(items("?limit=2&cursor=" + first.path("next").asString())).extracting(each -> each.path("key").asString())
                .containsExactly("v3/");
    }

    private void transaction(String type, int seqNo) {
        station.calls("TransactionEvent",
                "{'eventType':'" + type + "','timestamp':'2026-05-01T09:00:00Z','triggerReason':'Trigger','seqNo':"
                        + seqNo + ",'evse':{'id':1,'connectorId':1},'transactionInfo':{'transactionId':'t-1'}}");
    }

    private void info(int requestId, int seqNo, boolean more, String text) {
        station.calls("NotifyCustomerInformation", "{'requestId':" + requestId + ",'seqNo':" + seqNo + ",'tbc':" + more
                + ",'generatedAt':'2026-05-01T09:00:00Z','data':'" + text + "'}");
    }

    private static String message(int number) {
        return "{'id':" + number + ",'priority':'InFront','message':{'format':'UTF8','content':'Hello'}}";
    }

    private static String profile(int number) {
        return "{'id':" + number
                + ",'stackLevel':0,'chargingProfilePurpose':'TxDefaultProfile','chargingProfileKind':'Absolute','chargingSchedule':["
                + SCHEDULE + "]}";
    }

    private List<String> kinds() { return items("").stream().map(each -> each.path("kind").asString()).toList(); }

    private List<String> keys(String kind) { return items("?kind=" + kind).stream().map(each -> each.path("key").asString()).toList(); }

    private List<JsonNode> items(String query) { return list("/notices" + query); }
}
