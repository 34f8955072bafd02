package io.wattline.csms.ocpp.quirks;

import static io.wattline.csms.ocpp.TestStation.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.CommandResult.Rejected;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.command.StationCommand.GetConfiguration;
import io.wattline.model.event.Booted;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads that break their schema and can be understood. X25, X26, X28, X55: raw frame in, answer, fact and deviation out. */
class PayloadQuirksTest {
    private final TestStation station = Station16.station();
    private final TestStation modern = Station2.station(OcppVersion.V2_0_1);

    @Test
    void numbersAsTextAreNumbers() {
        station.sends(
                "[2,'1','StartTransaction',{'connectorId':'1','idTag':'A','meterStart':'1500.4','timestamp':'2026-01-01T10:00:00Z'}]");

        assertThat(station.next()).contains("\"transactionId\":1");
        assertThat(station.only(TransactionStarted.class).meterStartWh()).isEqualByComparingTo("1500");
        assertThat(station.deviations).containsExactly(new Deviation("text-for-number", "StartTransaction", "/connectorId", "1"),
                new Deviation("text-for-number", "StartTransaction", "/meterStart", "1500.4"),
                new Deviation("fraction-rounded", "StartTransaction", "/meterStart", "1500.4"));
    }

    @Test
    void textAsNumbersIsText() {
        station.sends(
                "[2,'1','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':[{'value':1.50}]}]}]")
                .answers("[3,'1',{}]");

        assertThat(station.only(MeterSampled.class).samples())
                .containsExactly(Sample.of(Measurand.ENERGY_IMPORT, new BigDecimal("1.50")));
        assertThat(station.tolerated()).containsExactly("number-for-text /meterValue/*/sampledValue/*/value");
    }

    @Test
    void valuesAsTextWithACommaAreNumbersIn2x() {
        modern.sends(
                "[2,'1','MeterValues',{'evseId':'1','meterValue':{'timestamp':'2026-01-01T10:00:00Z','sampledValue':{'value':'7,25'}}}]")
                .answers("[3,'1',{}]");

        assertThat(modern.only(MeterSampled.class).samples().getFirst().value()).isEqualByComparingTo("7.25");
        assertThat(modern.tolerated()).contains("single-for-list /meterValue", "single-for-list /meterValue/*/sampledValue",
                "text-for-number /meterValue/*/sampledValue/*/value", "text-for-number /evseId");
    }

    @Test
    void booleansAsTextAreBooleans() {
        modern.sends("[2,'1','TransactionEvent',{'eventType':'Started','timestamp':'2025-11-01T10:00:00Z','triggerReason':'CablePluggedIn',"
                + "'seqNo':0,'offline':'True','transactionInfo':{'transactionId':'T1'}}]").answers("[3,'1',{}]");

        assertThat(modern.only(TransactionStarted.class).details().offline()).isTrue();
        assertThat(modern.tolerated()).containsExactly("text-for-boolean /offline");
    }

    @Test
    void nullStandsForNothing() {
        station.sends(
                "[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available','info':null,'timestamp':null,"
                        + "'vendorId':null}]")
                .answers("[3,'1',{}]");

        assertThat(station.only(StatusChanged.class).at()).isEqualTo(NOW);
        assertThat(station.tolerated()).containsExactly("null-removed /info", "null-removed /timestamp", "null-removed /vendorId");
    }

    @Test
    void noPayloadIsAnEmptyOne() {
        station.sends("[2,'1','Heartbeat',null]").answers("[3,'1',{'currentTime':'2026-01-01T10:00:00.000Z'}]");
        station.sends("[2,'2','Heartbeat',[]]").answers("[3,'2',{'currentTime':'2026-01-01T10:00:00.000Z'}]");
        station.sends("[2,'3','Heartbeat',{'uptime':5}]").answers("[3,'3',{'currentTime':'2026-01-01T10:00:00.000Z'}]");

        assertThat(station.tolerated()).containsExactly("nothing-for-object ", "nothing-for-object ", "unknown-member-removed /uptime");
    }

    @Test
    void membersInTheWrongCaseAreTheMembersMeant() {
        station.sends("[2,'1','StatusNotification',{'connectorID':1,'error_code':'NoError','Status':'Available'}]").answers("[3,'1',{}]");

        assertThat(station.only(StatusChanged.class).status()).isEqualTo(ConnectorStatus.AVAILABLE);
        assertThat(station.tolerated()).containsExactly("misspelt-member /connectorID", "misspelt-member /error_code",
                "misspelt-member /Status");
    }

    @ParameterizedTest
    @CsvSource({"available,AVAILABLE,Available,wrong-case", "SUSPENDED_EV,OCCUPIED,SuspendedEV,wrong-case",
            "Idle,AVAILABLE,Available,unknown-word",
            "OutOfOrder,FAULTED,Faulted,unknown-word", "Occupied,OCCUPIED,Occupied,unknown-word-kept",
            "Bored,UNKNOWN,Bored,unknown-word-kept"})
    void aStatusOfTheVendorIsTheClosestOneOrItself(String told, ConnectorStatus status, String reported, String kind) {
        station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'','status':'" + told + "'}]").answers("[3,'1',{}]");

        assertThat(station.only(StatusChanged.class)).satisfies(fact -> {
            assertThat(fact.status()).isEqualTo(status);
            assertThat(fact.reported()).isEqualTo(reported);
            assertThat(fact.errorCode()).isNull();
        });
        assertThat(station.deviations).contains(new Deviation(kind, "StatusNotification", "/status", told));
    }

    @Test
    void aStatusOf16FromA2xStationIsItsCounterpart() {
        modern.sends(
                "[2,'1','StatusNotification',{'timestamp':'2026-01-01T10:00:00Z','connectorStatus':'Preparing','evseId':1,'connectorId':1}]")
                .answers("[3,'1',{}]");

        assertThat(modern.only(StatusChanged.class).status()).isEqualTo(ConnectorStatus.OCCUPIED);
    }

    @Test
    void anUnknownErrorCodeAndAnUnknownReasonAreTheOtherOnes() {
        station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'CableTooShort','status':'Faulted'}]")
                .answers("[3,'1',{}]");
        station.sends("[2,'2','StopTransaction',{'transactionId':7,'meterStop':10,'timestamp':'2026-01-01T10:00:00Z','reason':'Boredom'}]")
                .answers("[3,'2',{}]");

        assertThat(station.only(StatusChanged.class).errorCode()).isEqualTo("OtherError");
        assertThat(station.only(TransactionEnded.class).reason().value()).isEqualTo("Other");
        assertThat(station.deviations).extracting(Deviation::example).containsExactly("CableTooShort", "Boredom");
    }

    @Test
    void anUnknownMeasurandAndAnUnknownUnitAreKeptAsTheyCameAndNotRelabelled() {
        station.sends("[2,'1','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'2026-01-01T10:00:00Z','sampledValue':["
                + "{'value':'3','measurand':'Cable.Length','unit':'furlong'},{'value':'41','measurand':'temperature','unit':'celsius'}]}]}]")
                .answers("[3,'1',{}]");

        assertThat(station.only(MeterSampled.class).samples()).extracting(Sample::measurand)
                .containsExactly(new Measurand("Cable.Length", "furlong"), Measurand.TEMPERATURE);
        assertThat(station.tolerated()).containsExactly("unknown-word-kept /meterValue/*/sampledValue/*/measurand",
                "unknown-word-kept /meterValue/*/sampledValue/*/unit", "wrong-case /meterValue/*/sampledValue/*/measurand",
                "wrong-case /meterValue/*/sampledValue/*/unit");
    }

    @Test
    void bootFieldsOverLengthAreCutAndEmptyOnesTaken() {
        station.sends(
                "[2,'1','BootNotification',{'chargePointVendor':'','chargePointModel':'" + "m".repeat(30) + "','iccid':'" + "8".repeat(40)
                        + "'}]")
                .answers("[3,'1',{'status':'Accepted','currentTime':'2026-01-01T10:00:00.000Z','interval':300}]");
        station.sends("[2,'2','BootNotification',{'firmwareVersion':7}]")
                .answers("[3,'2',{'status':'Accepted','currentTime':'2026-01-01T10:00:00.000Z','interval':300}]");
        modern.sends("[2,'1','BootNotification',{'reason':'Because','chargingStation':{'model':'" + "m".repeat(30) + "','modem':null}}]")
                .answers("[3,'1',{'status':'Accepted','currentTime':'2026-01-01T10:00:00.000Z','interval':300}]");

        assertThat(((Booted) station.told().getFirst()).model()).hasSize(20);
        assertThat(((Booted) station.told().getLast()).vendor()).isEmpty();
        assertThat(modern.only(Booted.class)).satisfies(boot -> {
            assertThat(boot.vendor()).isEmpty();
            assertThat(boot.reason()).isEqualTo("Unknown");
        });
        assertThat(station.deviations.getFirst().example()).as("raw").isEqualTo("m".repeat(30));
    }

    @Test
    void anIdTagThatIsTooLongIsNotCutIntoAnother() {
        station.sends("[2,'1','Authorize',{'idTag':'123456789012345678901'}]").answers("[3,'1',{'idTagInfo':{'status':'Invalid'}}]");
        station.sends("[2,'2','Authorize',{'idTag':' 12345678901234567890\\u0000\\u0000'}]")
                .answers("[3,'2',{'idTagInfo':{'status':'Invalid'}}]");

        assertThat(station.tolerated()).containsExactly("too-long-kept /idTag", "padded /idTag");
    }

    @Test
    void aCleanFrameIsNoDeviation() {
        station.sends("[2,'1','Heartbeat',{}]").next();

        assertThat(station.deviations).isEmpty();
        assertThat(station.seen.getFirst().verdict()).isEqualTo("ok");
    }

    @Test
    void aToleratedFrameIsMarkedInTheFrameLog() {
        station.sends("[2,'1','Heartbeat',null]").next();

        assertThat(station.seen.getFirst().verdict()).isEqualTo("tolerated");
        assertThat(station.seen.getFirst().text()).isEqualTo("[2,\"1\",\"Heartbeat\",null]");
    }

    @Test
    void answersAreToleratedToo() {
        station.isAsked(new ClearCache()).next();
        station.replies("[3,$id,{'status':'ACCEPTED','more':1}]");
        station.isAsked(new GetConfiguration(List.of())).next();
        station.replies("[3,$id,{'configurationKey':[{'key':'A','readonly':'false','value':5},{'key':'B'}],'unknownKey':null}]");

        assertThat(station.progress).filteredOn(Answered.class::isInstance).extracting(progress -> ((Answered) progress).result())
                .containsExactly(new Accepted(), new Accepted());
        assertThat(((Answered) station.progress.getLast()).response())
                .isEqualTo(
                        "{\"configurationKey\":[{\"key\":\"A\",\"readonly\":false,\"value\":\"5\"},{\"key\":\"B\",\"readonly\":false}]}");
        assertThat(station.tolerated()).startsWith("unknown-member-removed /more", "wrong-case /status");
    }

    @Test
    void anAnswerThatFitsNothingIsWhatTheStationSaid() {
        station.isAsked(new ClearCache()).next();
        station.replies("[3,$id,{'status':'Perhaps'}]");

        assertThat(station.progress.getLast()).isEqualTo(new Answered(new Rejected("Perhaps"), "{\"status\":\"Perhaps\"}"));
    }
}
