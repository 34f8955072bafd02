package io.wattline.csms.ocpp.v2;

import static io.wattline.csms.ocpp.TestStation.ID;
import static io.wattline.csms.ocpp.TestStation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
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
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V1_6")
class Ocpp2Test {
    private static final Instant NINE = Instant.parse("2026-01-01T09:00:00Z");
    private static final TransactionRef T1 = new TransactionRef("t-1");

    private final TestStation station;
    private final OcppVersion version;

    Ocpp2Test(OcppVersion version) {
        this.version = version;
        station = new TestStation(version, Ocpp2::new);
    }

    @Test
    void aBootIsStoredWithItsReasonAndAccepted() {
        station.sends(
                "[2,'1','BootNotification',{'reason':'PowerUp','chargingStation':{'model':'One','vendorName':'Acme','serialNumber':'S1','firmwareVersion':'2'}}]")
                .answers("[3,'1',{'status':'Accepted','currentTime':'2026-01-01T10:00:00.000Z','interval':300}]");

        assertThat(station.told()).singleElement().isInstanceOfSatisfying(Booted.class, booted -> {
            assertThat(booted).extracting(Booted::vendor, Booted::model, Booted::serialNumber, Booted::firmwareVersion, Booted::reason)
                    .containsExactly("Acme", "One", "S1", "2", "PowerUp");
            assertThat(booted.payload()).startsWith("{\"reason\":\"PowerUp\"");
        });
    }

    @Test
    void aHeartbeatIsAnsweredWithTheTime() {
        station.sends("[2,'1','Heartbeat',{}]").answers("[3,'1',{'currentTime':'2026-01-01T10:00:00.000Z'}]");
    }

    @Test
    void aStatusNamesEvseAndConnector() {
        station.sends(
                "[2,'1','StatusNotification',{'timestamp':'2026-01-01T09:00:00Z','connectorStatus':'Occupied','evseId':2,'connectorId':1}]")
                .answers("[3,'1',{}]");

        assertThat(station.told())
                .containsExactly(new StatusChanged(new ConnectorRef(ID, 2, 1), NINE, ConnectorStatus.OCCUPIED, "Occupied", null, null));
    }

    @Test
    void aTokenIsAnsweredWithItsGroup() {
        station.central.tokens.put("04AABBCC", new TokenAnswer(TagStatus.EXPIRED, NINE, new IdToken("04A1B2C3")));

        station.sends("[2,'1','Authorize',{'idToken':{'idToken':'04aabbcc','type':'ISO14443'}}]").answers("""
                [3,'1',{'idTokenInfo':{'status':'Expired','cacheExpiryDateTime':'2026-01-01T09:00:00.000Z',
                 'groupIdToken':{'idToken':'04A1B2C3','type':'ISO14443'}}}]""");
    }

    @Test
    void whoNeedsNoAuthorizationIsAccepted() {
        station.sends("[2,'1','Authorize',{'idToken':{'idToken':'','type':'NoAuthorization'}}]")
                .answers("[3,'1',{'idTokenInfo':{'status':'Accepted'}}]");
    }

    @Test
    void aStartedTransactionIsToldWithItsRegisterAndItsToken() {
        station.central.tokens.put("TAG1", new TokenAnswer(TagStatus.ACCEPTED, null, null));

        station.sends("""
                [2,'1','TransactionEvent',{'eventType':'Started','timestamp':'2026-01-01T09:00:00Z','triggerReason':'RemoteStart','seqNo':0,
                 'transactionInfo':{'transactionId':'t-1','chargingState':'Charging','remoteStartId':42},'evse':{'id':1,'connectorId':1},
                 'idToken':{'idToken':'TAG1','type':'Central'},
                 'meterValue':[{'timestamp':'2026-01-01T09:00:00Z','sampledValue':[
                  {'value':12.5,'context':'Transaction.Begin','unitOfMeasure':{'unit':'kWh'}}]}]}]""")
                .answers("[3,'1',{'idTokenInfo':{'status':'Accepted'}}]");

        var connector = new ConnectorRef(ID, 1, 1);
        assertThat(station.told()).containsExactly(
                new TransactionStarted(connector, NINE, T1, "t-1", new IdToken("TAG1"), new BigDecimal("12500.0"), 42, "RemoteStart",
                        details(0, "RemoteStart").with(TagStatus.ACCEPTED)),
                new TransactionUpdated(connector, NINE, T1, new IdToken("TAG1"), "Charging", 42,
                        details(0, "RemoteStart").with(TagStatus.ACCEPTED)),
                new MeterSampled(connector, NINE, T1,
                        List.of(new Sample(Measurand.ENERGY_IMPORT, new BigDecimal("12500.0"), "Transaction.Begin", null, "Outlet"))));
    }

    @Test
    void anUpdateWithoutAnEvseIsOfTheStationAndItsMultiplierCounts() {
        station.sends(
                """
                [2,'1','TransactionEvent',{'eventType':'Updated','timestamp':'2026-01-01T09:00:00Z','triggerReason':'MeterValuePeriodic','seqNo':1,
                 'transactionInfo':{'transactionId':'t-1'},
                 'meterValue':[{'timestamp':'2026-01-01T09:00:00Z','sampledValue':[
                  {'value':7.4,'measurand':'Power.Active.Import','unitOfMeasure':{'unit':'W','multiplier':3}},{'value':55,'measurand':'SoC'}]}]}]""")
                .answers("[3,'1',{}]");

        var unnamed = new ConnectorRef(ID, 0, 0);
        assertThat(station.told()).containsExactly(
                new TransactionUpdated(unnamed, NINE, T1, null, null, null, details(1, "MeterValuePeriodic")),
                new MeterSampled(unnamed, NINE, T1, List.of(Sample.of(Measurand.POWER_IMPORT, new BigDecimal("7400")),
                        Sample.of(Measurand.SOC, new BigDecimal("55")))));
    }

    @Test
    void anEndWithoutABeginningIsAFactToo() {
        station.sends("""
                [2,'1','TransactionEvent',{'eventType':'Ended','timestamp':'2026-01-01T09:00:00Z','triggerReason':'EVDeparted','seqNo':9,
                 'transactionInfo':{'transactionId':'t-1','stoppedReason':'EVDisconnected'},
                 'meterValue':[{'timestamp':'2026-01-01T09:00:00Z','sampledValue':[{'value':20000,'context':'Transaction.End'}]}]}]""")
                .answers("[3,'1',{}]");

        assertThat(station.told()).hasSize(2).last().isEqualTo(
                new TransactionEnded(new ConnectorRef(ID, 0, 0), NINE, T1, null, new BigDecimal("20000"),
                        new StopReason("EVDisconnected"), details(9, "EVDeparted")));
    }

    @Test
    void meterValuesOutsideATransactionAreOfTheEvse() {
        station.sends(
                "[2,'1','MeterValues',{'evseId':2,'meterValue':[{'timestamp':'2026-01-01T09:00:00Z','sampledValue':[{'value':230,'measurand':'Voltage'}]}]}]")
                .answers("[3,'1',{}]");

        assertThat(station.told()).containsExactly(
                new MeterSampled(new ConnectorRef(ID, 2, 0), NINE, null, List.of(Sample.of(Measurand.VOLTAGE, new BigDecimal("230")))));
    }

    @Test
    void whatACarNeedsIsKeptAndNobodyPromisesToPlanForIt() {
        station.sends("[2,'1','NotifyEVChargingNeeds',{'evseId':1,'chargingNeeds':{'requestedEnergyTransfer':'DC'}}]")
                .answers("[3,'1',{'status':'" + (version == OcppVersion.V2_1 ? "NoChargingProfile" : "Rejected") + "'}]");

        String payload = "{\"evseId\":1,\"chargingNeeds\":{\"requestedEnergyTransfer\":\"DC\"}}";
        assertThat(station.told()).containsExactly(new MessageNoted(ID, NOW, "NotifyEVChargingNeeds", payload,
                List.of(new Notice("ev-charging-needs", "1", 1, payload, false))));
    }

    @Test
    void aTransactionIsNotAcknowledgedThatIsNotStored() {
        station.central.goAway();

        station.sends(
                "[2,'1','TransactionEvent',{'eventType':'Updated','timestamp':'2026-01-01T09:00:00Z','triggerReason':'Trigger','seqNo':1,'transactionInfo':{'transactionId':'t-1'}}]")
                .answers("[4,'1','InternalError','the message was not stored; send it again later',{}]");
    }

    private static TransactionDetails details(int seqNo, String trigger) {
        return new TransactionDetails(seqNo, false, trigger, null, null, null, null, null);
    }
}
