package io.wattline.csms.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.command.StationScene;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a station of OCPP 2.1 took, and what it says of its transactions beside: it is shown as long as it holds. */
class TakenRequestsTest extends StationScene {
    private static final String TARIFF = "{'tariffId':'day','currency':'EUR'}";

    TakenRequestsTest() { super("ocpp2.1"); }

    @Test
    void aDynamicScheduleIsTheOneThatWasTaken() {
        ask("UpdateDynamicSchedule", "{'chargingProfileId':6,'scheduleUpdate':{'limit':16}}", ACCEPTED);
        ask("UpdateDynamicSchedule", "{'chargingProfileId':6,'scheduleUpdate':{'limit':32}}", "{'status':'Rejected'}");

        assertThat(only("dynamic-schedule").path("key").asString()).isEqualTo("6");
        assertThat(only("dynamic-schedule").path("data").path("scheduleUpdate").path("limit").intValue()).isEqualTo(16);
    }

    @Test
    void tariffsAreThoseOfTheStation() {
        ask("GetTariffs", "{'evseId':0}", "{'status':'Accepted','tariffAssignments':[{'tariffId':'night','tariffKind':'DefaultTariff'}]}");
        assertThat(keys("tariff-assignment")).containsExactly("DefaultTariff/night");

        ask("GetTariffs", "{'evseId':0}",
                "{'status':'Accepted','tariffAssignments':[{'tariffId':'vip','tariffKind':'DriverTariff','evseIds':[1]}]}");

        assertThat(keys("tariff-assignment")).containsExactly("DriverTariff/vip");
    }

    @Test
    void aTransactionHasItsTariffPriorityAndTermsUntilItsEndAndItsCostsBeyond() {
        tells("Started", 0, ",'operationMode':'ChargingOnly','tariffId':'day'", "");
        ask("ChangeTransactionTariff", "{'transactionId':'t-1','tariff':" + TARIFF + "}", ACCEPTED);
        ask("UsePriorityCharging", "{'transactionId':'t-1','activate':true}", ACCEPTED);
        tells("Updated", 1, ",'transactionLimit':{'maxEnergy':5000}", ",'preconditioningStatus':'Ready'");
        assertThat(keys("priority-charging")).containsExactly("t-1");
        assertThat(only("transaction-tariff").path("data").path("tariff").path("tariffId").asString()).isEqualTo("day");
        JsonNode terms = only("transaction-terms").path("data");
        assertThat(terms.path("tariffId").asString()).isEqualTo("day");
        assertThat(terms.path("operationMode").asString()).isEqualTo("ChargingOnly");
        assertThat(terms.path("transactionLimit").path("maxEnergy").intValue()).isEqualTo(5000);
        assertThat(terms.path("preconditioningStatus").asString()).isEqualTo("Ready");

        tells("Ended", 2, "", ",'costDetails':{'totalCost':{'currency':'EUR','typeOfCost':'NormalCost','total':{'inclTax':4.2}},"
                + "'totalUsage':{'energy':12.5,'chargingTime':3600,'idleTime':0}}");

        assertThat(kinds()).containsExactly("transaction-cost");
        assertThat(only("transaction-cost").path("data").path("totalCost").path("total").path("inclTax").decimalValue())
                .isEqualByComparingTo("4.2");
    }

    @Test
    void priorityIsOverWhenTheStationAgreesToThat() {
        ask("UsePriorityCharging", "{'transactionId':'t-1','activate':true}", "{'status':'NoProfile'}");
        assertThat(keys("priority-charging")).isEmpty();
        ask("UsePriorityCharging", "{'transactionId':'t-1','activate':true}", ACCEPTED);
        ask("UsePriorityCharging", "{'transactionId':'t-1','activate':false}", ACCEPTED);

        assertThat(keys("priority-charging")).isEmpty();
    }

    @Test
    void theGridsSignalsAndControlsAreThoseThatWereTaken() {
        ask("AFRRSignal", "{'timestamp':'2026-05-01T09:00:00Z','signal':42}", ACCEPTED);
        ask("SetDERControl", control("a"), ACCEPTED);
        ask("SetDERControl", control("b"), "{'status':'Accepted','supersededIds':['a']}");
        ask("SetDERControl", control("c"), "{'status':'NotSupported'}");

        assertThat(only("afrr-signal").path("data").path("signal").intValue()).isEqualTo(42);
        assertThat(keys("der-control")).containsExactly("b");

        ask("GetDERControl", "{'requestId':7}", ACCEPTED);
        assertThat(keys("der-control")).as("until it reports").isEmpty();
        ask("SetDERControl", control("d"), ACCEPTED);
        ask("ClearDERControl", "{'isDefault':false,'controlId':'d'}", ACCEPTED);
        assertThat(keys("der-control")).isEmpty();
    }

    @Test
    void streamsAreThoseTheStationHas() {
        station.calls("OpenPeriodicEventStream",
                "{'constantStreamData':{'id':1,'variableMonitoringId':5,'params':{'interval':10,'values':2}}}");
        ask("GetPeriodicEventStream", "{}",
                "{'constantStreamData':[{'id':2,'variableMonitoringId':6,'params':{'interval':20,'values':1}}]}");

        assertThat(keys("event-stream")).containsExactly("2");
    }

    private static String control(String name) {
        return "{'isDefault':false,'controlId':'" + name
                + "','controlType':'FixedPFInject','fixedPFInject':{'priority':1,'displacement':0.9,'excitation':true}}";
    }

    private void tells(String type, int seqNo, String info, String more) {
        station.calls("TransactionEvent",
                "{'eventType':'" + type + "','timestamp':'2026-05-01T09:00:00Z','triggerReason':'Trigger','seqNo':"
                        + seqNo + ",'evse':{'id':1,'connectorId':1},'transactionInfo':{'transactionId':'t-1'" + info + "}" + more + "}");
    }

    private JsonNode only(String kind) {
        assertThat(items("?kind=" + kind)).hasSize(1);
        return items("?kind=" + kind).getFirst();
    }

    private List<String> kinds() { return items("").stream().map(each -> each.path("kind").asString()).toList(); }

    private List<String> keys(String kind) { return items("?kind=" + kind).stream().map(each -> each.path("key").asString()).toList(); }

    private List<JsonNode> items(String query) { return list("/notices" + query); }
}
