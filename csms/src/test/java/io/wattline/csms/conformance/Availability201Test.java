package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OCPP 2.0.1 block G: availability. */
class Availability201Test extends Scene201 {
    @ParameterizedTest
    @ValueSource(strings = {"Available", "Occupied", "Reserved", "Unavailable", "Faulted"})
    void g01_status(String status) {
        booted();

        status(status);

        operator.seesConnector(1, "{'status':'" + status + "'}");
        operator.seesStatus("{'evse':1,'connector':1,'status':'" + status + "'}");
    }

    @Test
    void g02_heartbeat() {
        booted();

        station.sends("Heartbeat", "{}").is("{'currentTime':'*'}");

        operator.seesStation("{'online':true,'lastSeenAt':'*'}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_G_03;false;'evse':1;{'id':1,'connectorId':null}",
            "TC_G_04;true;'evse':1;{'id':1,'connectorId':null}",
            "TC_G_05;false;'evse':0;null", "TC_G_06;true;'evse':0;null", "TC_G_07;false;'evse':1,'connector':1;{'id':1,'connectorId':1}",
            "TC_G_08;true;'evse':1,'connector':1;{'id':1,'connectorId':1}"})
    void tc_G_03_to_08_changeAvailability(String testCase, boolean operative, String place, String evse) {
        booted();
        if (operative) status("Unavailable");

        var task = operator.commands("change-availability", "{'operative':" + operative + "," + place + "}");
        station.receives("ChangeAvailability",
                "{'operationalStatus':'" + (operative ? "Operative" : "Inoperative") + "','evse':" + evse + "}")
                .replies("{'status':'Accepted'}");
        status(operative ? "Available" : "Unavailable");

        task.isEffective();
        operator.seesConnector(1, "{'status':'" + (operative ? "Available" : "Unavailable") + "'}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"TC_G_11;'evse':1", "TC_G_14;'evse':0", "TC_G_17;'evse':1,'connector':1"})
    void tc_G_11_14_17_changeAvailabilityAfterTheTransaction(String testCase, String place) {
        charging();

        var task = operator.commands("change-availability", "{'operative':false," + place + "}");
        station.receives("ChangeAvailability", "{'operationalStatus':'Inoperative'}").replies("{'status':'Scheduled'}");
        task.becomes("{'stage':'answered','result':'Accepted','response':{'status':'Scheduled'}}");
        operator.seesTransaction("{'state':'active'}");
        ends("StopAuthorized", "Local", meter("Transaction.End", 4500)).is("{}");
        status("Unavailable");

        task.isEffective();
        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
        operator.seesConnector(1, "{'status':'Unavailable'}");
    }

    @Test
    void tc_G_20_connectorLockFails() {
        booted();
        authorized();

        station.sends("NotifyEvent",
                "{'generatedAt':'2026-05-01T10:00:00Z','seqNo':0,'eventData':[{'eventId':1,'timestamp':'2026-05-01T10:00:00Z',"
                        + "'trigger':'Alerting','actualValue':'true','eventNotificationType':'HardWiredMonitor',"
                        + "'component':{'name':'ConnectorPlugRetentionLock','evse':{'id':1,'connectorId':1}},'variable':{'name':'Problem'}}]}")
                .is("{}");

        operator.seesFrame("NotifyEvent");
        operator.seesTransactions(0);
    }
}
