package io.wattline.csms.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OCPP 1.6 Core: sessions and what goes wrong in them. */
class Core16Test extends Scene16 {
    @Test
    void tc_001_coldBoot() {
        booted();

        operator.seesStation("{'online':true,'ocppVersion':'1.6','vendor':'Vendor','model':'" + model + "','firmwareVersion':'1.0'}");
        operator.seesConnector(1, "{'status':'Available','charging':false}");
        station.sends("Heartbeat", "{}").is("{'currentTime':'*'}");
    }

    @Test
    void tc_003_pluginFirst() {
        int transaction = charging();
        operator.seesConnector(1, "{'status':'Occupied','reportedStatus':'Charging','transactionId':'*'}");
        operator.seesTransaction("{'state':'active','idTag':'" + tag + "','ocppTransactionId':'" + transaction + "'}");

        station.sends("MeterValues",
                "{'connectorId':1,'transactionId':" + transaction + ",'meterValue':[{'timestamp':'2026-05-01T10:30:00Z',"
                        + "'sampledValue':[{'value':'2500'},{'measurand':'Power.Active.Import','value':'7.4','unit':'kW'}]}]}")
                .is("{}");
        operator.seesConnector(1, "{'powerKw':7.4,'energyKwh':1.5}");
        authorized();
        stopped(transaction, "Local");
        status(1, "Finishing");
        status(1, "Available");

        operator.seesConnector(1, "{'status':'Available','charging':false,'transactionId':null}");
        operator.seesTransaction("{'state':'ended','energyKwh':3.5,'meterStartKwh':1,'meterStopKwh':4.5,'stopReason':'Local',"
                + "'startedAt':'" + BEGIN + "','stoppedAt':'" + END + "'}");
    }

    @Test
    void tc_004_1_identificationFirst() {
        booted();
        authorized();
        status(1, "Preparing");
        int transaction = started();
        status(1, "Charging");

        operator.seesTransaction("{'state':'active','ocppTransactionId':'" + transaction + "'}");
        stopped(transaction, "Local");
        operator.seesTransaction("{'state':'ended','energyKwh':3.5}");
    }

    @Test
    void tc_004_2_identificationFirstThenNoCar() {
        booted();
        authorized();
        status(1, "Preparing");
        status(1, "Available");

        operator.seesStatus("{'evse':1,'reportedStatus':'Preparing'}");
        operator.seesConnector(1, "{'status':'Available','charging':false}");
        operator.seesTransactions(0);
    }

    @Test
    void tc_005_1_unpluggedAtTheCar() {
        int transaction = charging();

        stopped(transaction, "EVDisconnected");
        status(1, "Finishing");
        status(1, "Available");

        operator.seesTransaction("{'state':'ended','stopReason':'EVDisconnected','energyKwh':3.5}");
        operator.seesConnector(1, "{'status':'Available','charging':false}");
    }

    @Test
    void tc_007_tokenFromTheCache() {
        booted();
        status(1, "Preparing");

        int transaction = started();

        operator.seesTransaction("{'state':'active','idTag':'" + tag + "'}");
        stopped(transaction, "Local");
        operator.seesTransaction("{'state':'ended'}");
    }

    @ParameterizedTest
    @CsvSource({"blocked:true,Blocked", "expiresAt:'2020-01-01T00:00:00Z',Expired"})
    void tc_023_2_3_tokenThatMayNot(String why, String status) {
        booted();
        String other = operator.tag("{'" + why.replaceFirst(":", "':") + "}");

        authorized(other, status);

        operator.seesTransactions(0);
    }

    @Test
    void tc_023_1_tokenNobodyKnows() {
        booted();

        authorized("NOBODY-KNOWS-IT", "Invalid");

        operator.seesTransactions(0);
    }

    @Test
    void tc_024_connectorLockFails() {
        booted();
        authorized();
        status(1, "Preparing");
        status(1, "Faulted", "ConnectorLockFailure");

        operator.seesConnector(1, "{'status':'Faulted','errorCode':'ConnectorLockFailure','charging':false}");
        operator.seesTransactions(0);
    }

    @Test
    void tc_032_1_powerFailureEndsTheTransaction() {
        int transaction = charging();

        reconnects();
        booted();
        stopped(transaction, "PowerLoss");

        operator.seesTransaction("{'state':'ended','stopReason':'PowerLoss','energyKwh':3.5}");
        operator.seesConnector(1, "{'status':'Available','charging':false}");
    }

    @Test
    void tc_037_1_startedOffline() {
        booted();
        reconnects();

        int transaction = started();
        status(1, "Charging");

        operator.seesTransaction("{'state':'active','startedAt':'" + BEGIN + "','ocppTransactionId':'" + transaction + "'}");
        operator.seesConnector(1, "{'transactionId':'*'}");
    }

    @Test
    void tc_037_3_startedOfflineWithATokenThatMayNot() {
        booted();
        String blocked = operator.tag("{'blocked':true}");
        reconnects();

        int transaction = started(blocked, "Blocked");
        stopped(transaction, "DeAuthorized");

        operator.seesTransaction("{'state':'ended','stopReason':'DeAuthorized','idTag':'" + blocked + "'}");
    }

    @Test
    void tc_039_offlineFromBeginningToEnd() {
        booted();
        reconnects();

        stopped(started(), "Local");

        operator.seesTransaction("{'state':'ended','startedAt':'" + BEGIN + "','stoppedAt':'" + END + "','energyKwh':3.5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'vendorId':'com.example'}", "{'vendorId':'com.example','messageId':'cable','data':'41'}"})
    void tc_064_dataForTheCentralSystem(String payload) {
        booted();

        station.sends("DataTransfer", payload).is("{'status':'UnknownVendorId'}");

        operator.seesAt("/notices?kind=data-transfer", "{'items':[{'data':" + payload + "}]}");
    }
}
