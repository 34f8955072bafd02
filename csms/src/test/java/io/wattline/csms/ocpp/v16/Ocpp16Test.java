package io.wattline.csms.ocpp.v16;

import static io.wattline.csms.ocpp.TestStation.ID;
import static io.wattline.csms.ocpp.TestStation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import io.wattline.model.charging.SignedReading;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.Booted;
import io.wattline.model.event.MessageNoted;
import io.wattline.model.event.Notice;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionDetails;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ocpp16Test {
    private static final ConnectorRef CONNECTOR_1 = new ConnectorRef(ID, 1, 1);

    private final TestStation station = new TestStation(OcppVersion.V1_6, Ocpp16::new);

    @Test
    void aBootIsStoredAndAcceptedWithAnIntervalAndTheTime() {
        station.sends(
                "[2,'1','BootNotification',{'chargePointVendor':'Acme','chargePointModel':'One','firmwareVersion':'1.2','chargeBoxSerialNumber':'S1'}]")
                .answers("[3,'1',{'status':'Accepted','currentTime':'2026-01-01T10:00:00.000Z','interval':300}]");

        assertThat(station.told()).containsExactly(new Booted(ID, NOW, "Acme", "One", "1.2", "S1", null,
                "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\",\"firmwareVersion\":\"1.2\",\"chargeBoxSerialNumber\":\"S1\"}"));
    }

    @Test
    void aHeartbeatIsAnsweredWithTheTimeAndTellsNothing() {
        station.sends("[2,'1','Heartbeat',{}]").answers("[3,'1',{'currentTime':'2026-01-01T10:00:00.000Z'}]");

        assertThat(station.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Available,AVAILABLE", "Preparing,OCCUPIED", "Charging,OCCUPIED", "SuspendedEV,OCCUPIED", "SuspendedEVSE,OCCUPIED",
            "Finishing,OCCUPIED",
            "Reserved,RESERVED", "Unavailable,UNAVAILABLE", "Faulted,FAULTED"})
    void aStatusIsToldInCommonWordsAndItsOwn(String word, ConnectorStatus status) {
        station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'" + word
                + "','timestamp':'2026-01-01T09:59:00+02:00'}]")
                .answers("[3,'1',{}]");

        assertThat(station.told())
                .containsExactly(new StatusChanged(CONNECTOR_1, Instant.parse("2026-01-01T07:59:00Z"), status, word, null, null));
    }

    @Test
    void connectorZeroIsTheStation() {
        station.sends("[2,'1','StatusNotification',{'connectorId':0,'errorCode':'GroundFailure','status':'Faulted','info':'wet'}]")
                .answers("[3,'1',{}]");

        assertThat(station.told())
                .containsExactly(
                        new StatusChanged(new ConnectorRef(ID, 0, 0), NOW, ConnectorStatus.FAULTED, "Faulted", "GroundFailure", "wet"));
    }

    @Test
    void aTokenGetsItsExactStatus() {
        station.central.tokens.put("TAG1",
                new TokenAnswer(TagStatus.BLOCKED, Instant.parse("2027-01-01T00:00:00Z"), new IdToken("PARENT")));

        station.sends("[2,'1','Authorize',{'idTag':'tag1'}]")
                .answers("[3,'1',{'idTagInfo':{'status':'Blocked','expiryDate':'2027-01-01T00:00:00.000Z','parentIdTag':'PARENT'}}]")
                .sends("[2,'2','Authorize',{'idTag':'TAG2'}]").answers("[3,'2',{'idTagInfo':{'status':'Invalid'}}]");
    }

    @Test
    void aStartGetsANumberAndTheSameStartTheSameNumber() {
        station.central.tokens.put("TAG1", new TokenAnswer(TagStatus.ACCEPTED, null, null));
        String start = "'StartTransaction',{'connectorId':1,'idTag':'TAG1','meterStart':1000,'timestamp':'2026-01-01T09:00:00Z'}]";

        station.sends("[2,'1'," + start).answers("[3,'1',{'transactionId':1,'idTagInfo':{'status':'Accepted'}}]")
                .sends("[2,'2'," + start).answers("[3,'2',{'transactionId':1,'idTagInfo':{'status':'Accepted'}}]");

        assertThat(station.told()).containsExactly(new TransactionStarted(CONNECTOR_1, Instant.parse("2026-01-01T09:00:00Z"), null,
                "1|TAG1|2026-01-01T09:00:00Z|1000", new IdToken("TAG1"), new BigDecimal("1000"), null, null,
                TransactionDetails.NONE.with(TagStatus.ACCEPTED)));
    }

    @Test
    void aStartOfARefusedTokenGetsANumberTooForTheStationMayChargeAnyway() {
        station.sends("[2,'1','StartTransaction',{'connectorId':1,'idTag':'NOBODY','meterStart':0,'timestamp':'2026-01-01T09:00:00Z'}]")
                .answers("[3,'1',{'transactionId':1,'idTagInfo':{'status':'Invalid'}}]");
    }

    @Test
    void aStopTellsItsSamplesAndThenTheEnd() {
        station.central.tokens.put("TAG1", new TokenAnswer(TagStatus.ACCEPTED, null, null));

        station.sends(
                """
                [2,'1','StopTransaction',{'transactionId':7,'meterStop':5000,'timestamp':'2026-01-01T09:30:00Z','idTag':'TAG1','reason':'EVDisconnected',
                 'transactionData':[{'timestamp':'2026-01-01T09:15:00Z','sampledValue':[{'value':'3.5','unit':'kWh','context':'Transaction.End'}]}]}]""")
                .answers("[3,'1',{'idTagInfo':{'status':'Accepted'}}]");

        var unnamed = new ConnectorRef(ID, 0, 0);
        assertThat(station.told()).containsExactly(
                new MeterSampled(unnamed, Instant.parse("2026-01-01T09:15:00Z"), new TransactionRef("7"),
                        List.of(new Sample(Measurand.ENERGY_IMPORT, new BigDecimal("3500.0"), "Transaction.End", null, "Outlet"))),
                new TransactionEnded(unnamed, Instant.parse("2026-01-01T09:30:00Z"), new TransactionRef("7"), new IdToken("TAG1"),
                        new BigDecimal("5000"),
                        new StopReason("EVDisconnected")));
    }

    @Test
    void aStopOfAnUnknownTransactionIsNeverRefused() {
        station.sends("[2,'1','StopTransaction',{'transactionId':-1,'meterStop':0,'timestamp':'yesterday'}]").answers("[3,'1',{}]");

        assertThat(station.told()).containsExactly(
                new TransactionEnded(new ConnectorRef(ID, 0, 0), NOW, new TransactionRef("-1@yesterday"), null, new BigDecimal("0"),
                        StopReason.LOCAL, new TransactionDetails(null, false, null, null, null, null, null, "yesterday")));
    }

    @Test
    void meterValuesComeInOurUnits() {
        station.sends("""
                [2,'1','MeterValues',{'connectorId':1,'transactionId':7,'meterValue':[{'timestamp':'2026-01-01T09:15:00Z','sampledValue':[
                 {'value':'1234'},{'value':'7.4','measurand':'Power.Active.Import','unit':'kW','phase':'L1'},{'value':'55','measurand':'SoC','location':'EV'},
                 {'value':'300','measurand':'Temperature','unit':'K'},{'value':'AAAA','format':'SignedData'},{'value':''}]}]}]""")
                .answers("[3,'1',{}]");

        assertThat(station.told()).containsExactly(new MeterSampled(CONNECTOR_1, Instant.parse("2026-01-01T09:15:00Z"),
                new TransactionRef("7"), List.of(
                        Sample.of(Measurand.ENERGY_IMPORT, new BigDecimal("1234")),
                        new Sample(Measurand.POWER_IMPORT, new BigDecimal("7400.0"), "Sample.Periodic", "L1", "Outlet"),
                        new Sample(Measurand.SOC, new BigDecimal("55"), "Sample.Periodic", null, "EV"),
                        Sample.of(Measurand.TEMPERATURE, new BigDecimal("26.85"))),
                List.of(new SignedReading("AAAA", null, null, null, null, null)), null));
    }

    @Test
    void meterValuesWithoutAReadableNumberAreAcknowledgedAndTellNothing() {
        station.sends(
                "[2,'1','MeterValues',{'connectorId':1,'transactionId':-1,'meterValue':[{'timestamp':'0','sampledValue':[{'value':'n/a'}]}]}]")
                .answers("[3,'1',{}]");

        assertThat(station.told()).isEmpty();
    }

    @Test
    void whatOnlyTheVendorUnderstandsIsKeptAndAnswered() {
        station.sends("[2,'1','DataTransfer',{'vendorId':'acme','data':'x'}]").answers("[3,'1',{'status':'UnknownVendorId'}]");

        String payload = "{\"vendorId\":\"acme\",\"data\":\"x\"}";
        assertThat(station.told()).containsExactly(new MessageNoted(ID, NOW, "DataTransfer", payload,
                List.of(new Notice("data-transfer", "acme/", null, payload, false))));
    }

    @Test
    void nothingIsAcknowledgedThatIsNotStored() {
        station.central.goAway();
        station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]")
                .answers("[4,'1','InternalError','the message was not stored; send it again later',{}]");

        station.central.comeBack();
        station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]").answers("[3,'1',{}]");

        assertThat(station.told()).hasSize(1);
    }
}
