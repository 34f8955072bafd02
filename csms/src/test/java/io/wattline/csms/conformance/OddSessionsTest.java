package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.ws.RawStation;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Transactions that are told twice, late, under wrong names or in part. */
class OddSessionsTest extends OddScene {
    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "99999999999", "'seven'", "'12x'", "null"})
    void aWrongNumberIsNeverRefusedAndMeansTheRunningTransaction(String wrong) {
        RawStation station = connects("ocpp1.6");
        int number = started(station, 1, 1000, ago(30));
        assertThat(number).isPositive();
        samples(station, ",'transactionId':" + wrong, ago(20), "{'value':'1700'}");
        JsonNode stopped = result(station, "[2,'9','StopTransaction',{'transactionId':" + wrong
                + ",'idTag':'DEMO0001','meterStop':2500,'timestamp':'" + ago(10) + "'}]");

        assertThat(stopped.path("idTagInfo").path("status").asString()).isEqualTo("Accepted");
        operator.seesTransactions(1);
        operator.seesTransaction("{'state':'ended','energyKwh':1.5,'ocppTransactionId':'" + number + "','flags':['reassigned']}");
    }

    @Test
    void anUnknownEndAtAnIdleStationIsKept() {
        RawStation station = connects("ocpp1.6");

        result(station, "[2,'1','StopTransaction',{'transactionId':4711,'meterStop':2500,'timestamp':'" + ago(10) + "'}]");

        operator.seesTransaction("{'state':'reconstructed','meterStopKwh':2.5,'flags':['reconstructed','orphan']}");
    }

    @Test
    void aStartThatIsToldAgainAfterAReconnectionIsTheSame() {
        RawStation station = connects("ocpp1.6");
        int number = started(station, 1, 1000, ago(30));
        station.close();
        RawStation again = connects("ocpp1.6");
        result(again, "[2,'1'," + BOOT_16 + "]");

        assertThat(started(again, 1, 1000, ago(30))).isEqualTo(number);
        operator.seesTransactions(1);
        assertThat(started(again, 1, 1001, ago(5))).as("another register: another transaction").isNotEqualTo(number);
        operator.seesTransactions(2);
    }

    @Test
    void aDayOfStoredValuesIsTakenAtOnceAndLeavesTheLiveOnesAlone() {
        RawStation station = connects("ocpp1.6");
        Instant begin = ago(60 * 20);
        int number = started(station, 1, 0, begin);
        samples(station, ",'transactionId':" + number, now,
                "{'value':'60000'},{'value':'11','unit':'kW','measurand':'Power.Active.Import'}");

        int messages = 400;
        for (int n = 0; n < messages; n++) {
            station.sends("[2,'r" + n + "','MeterValues',{'connectorId':1,'transactionId':" + number + ",'meterValue':[{'timestamp':'"
                    + begin.plusSeconds(60L * n) + "','sampledValue':[{'value':'" + 50 * n
                    + "'},{'value':'3','unit':'kW','measurand':'Power.Active.Import'}]}]}]");
        }
        for (int n = 0; n < 300; n++) station.answers("[3,'r" + n + "',{}]");

        operator.seesConnector(1, "{'powerKw':11,'energyKwh':60,'charging':true}");
        operator.seesTransaction("{'state':'active','energyKwh':60,'flags':[]}");
        operator.seesAt("/meter-values?from=" + begin.plusSeconds(60L * 250) + "&to=" + begin.plusSeconds(60L * 250 + 1),
                "{'items':[{'energyKwh':12.5,'transactionId':'*'}]}");
    }

    @Test
    void aValueThatSaysNothingElseIsTheRegisterOfTheRunningTransaction() {
        RawStation station = connects("ocpp1.6");
        started(station, 1, 1000, ago(30));
        samples(station, "", ago(20), "{'value':'2500'}");
        samples(station, "", ago(10), "{'value':'41','measurand':'Vendor.Heat','unit':'Mystery'}");

        operator.seesTransaction("{'state':'active','energyKwh':1.5}");
        operator.seesMeterValue("{'at':'" + ago(20) + "','energyKwh':2.5,'transactionId':'*'}");
        operator.seesMeterValue("{'at':'" + ago(10) + "','energyKwh':null,'other':{'Vendor.Heat':41}}");
    }

    @Test
    void aPlaceholderAtTheBeginningIsNotBilledIn2xEither() {
        RawStation station = connects("ocpp2.0.1");
        tells(station, 0, "Started", "CablePluggedIn", ago(40), value(0, "Transaction.Begin"));
        tells(station, 1, "Updated", "MeterValuePeriodic", ago(30), value(910_031, "Sample.Periodic"));
        tells(station, 2, "Ended", "EVDeparted", ago(20), value(910_114, "Transaction.End"));

        operator.seesTransaction("{'state':'ended','meterStartKwh':910.031,'energyKwh':0.083,'flags':['baseline']}");
    }

    @Test
    void whatIsToldInAnyOrderIsOneTransactionWithAllItsParts() {
        RawStation station = connects("ocpp2.0.1");
        tells(station, 3, "Ended", "EVDeparted", ago(10),
                ",'idToken':{'idToken':'DEMO0001','type':'ISO14443'}" + value(4000, "Transaction.End"));
        tells(station, 1, "Updated", "MeterValuePeriodic", ago(30), value(2000, "Sample.Periodic"));
        tells(station, 0, "Started", "CablePluggedIn", ago(40), ",'evse':{'id':2}" + value(1000, "Transaction.Begin"));
        operator.seesTransaction("{'flags':['reconstructed','gap']}");

        tells(station, 2, "Updated", "MeterValuePeriodic", ago(20), value(3000, "Sample.Periodic"));

        operator.seesTransactions(1);
        operator.seesTransaction("{'state':'ended','evse':2,'idTag':'DEMO0001','energyKwh':3,'startedAt':'" + ago(40) + "','stoppedAt':'"
                + ago(10) + "','flags':['reconstructed']}");
    }

    private int started(RawStation station, int connector, int meter, Instant at) {
        return result(station, "[2,'s" + meter + "'," + start(connector, meter, at) + "]").path("transactionId").asInt();
    }

    private static void samples(RawStation station, String transaction, Instant at, String values) {
        station.sends("[2,'m','MeterValues',{'connectorId':1" + transaction + ",'meterValue':[{'timestamp':'" + at + "','sampledValue':["
                + values + "]}]}]").answers("[3,'m',{}]");
    }

    private void tells(RawStation station, int seqNo, String type, String trigger, Instant at, String more) {
        result(station,
                "[2,'" + seqNo + "','TransactionEvent',{'eventType':'" + type + "','timestamp':'" + at + "','triggerReason':'" + trigger
                        + "','seqNo':" + seqNo + ",'transactionInfo':{'transactionId':'" + id + "'}" + more.replace("$at", at.toString())
                        + "}]");
    }

    private static String value(int register, String context) {
        return ",'meterValue':[{'timestamp':'$at','sampledValue':[{'value':" + register + ",'context':'" + context + "'}]}]";
    }
}
