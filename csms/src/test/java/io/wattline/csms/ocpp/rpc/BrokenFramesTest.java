package io.wattline.csms.ocpp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.station.OcppVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong is said to a strict station in the words of its version, and the conversation goes on. */
class BrokenFramesTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            // not JSON, the id can be read
            "V1_6;   [2,'7','Heartbeat',{;      7;  FormationViolation",
            "V2_0_1; [2,'7','Heartbeat',{;      7;  FormatViolation",
            "V2_1;   [2,'7','Heartbeat',{}][2,'8','Heartbeat',{}]; 7; FormatViolation",
            "V1_6;   [,2,'7','Heartbeat',{}];   7;  FormationViolation",
            "V2_0_1; [2,'7','Heartbeat',{'a':01}]; 7; FormatViolation",
            // not JSON, the id cannot be read
            "V1_6;   hello;                     -1; FormationViolation",
            "V2_0_1; hello;                     -1; RpcFrameworkError",
            "V2_1;   [2,7;                      -1; RpcFrameworkError",
            // JSON, but no message
            "V2_0_1; {};                        -1; RpcFrameworkError",
            "V2_0_1; [];                        -1; RpcFrameworkError",
            "V2_0_1; ['2','7','Heartbeat',{}];  7;  RpcFrameworkError",
            "V2_0_1; [2,7,'Heartbeat',{}];      -1; RpcFrameworkError",
            "V2_0_1; [2,'7','Heartbeat'];       7;  RpcFrameworkError",
            "V2_0_1; [2,'7',{},'Heartbeat'];    7;  RpcFrameworkError",
            "V1_6;   [2,'7','Heartbeat',{},1];  7;  FormationViolation",
            // message types
            "V2_0_1; [9,'7','Heartbeat',{}];    7;  MessageTypeNotSupported",
            "V2_0_1; [6,'7','NotifyPeriodicEventStream',{}]; 7; MessageTypeNotSupported",
            // the action
            "V1_6;   [2,'7','Fly',{}];          7;  NotImplemented",
            "V2_1;   [2,'7','Fly',{}];          7;  NotImplemented",
            "V1_6;   [2,'7','Reset',{}];        7;  NotSupported",
            "V2_0_1; [2,'7','NotifySettlement',{}]; 7; NotImplemented",
            "V2_1;   [2,'7','NotifyPeriodicEventStream',{}]; 7; NotSupported",
            // the payload
            "V1_6;   [2,'7','Authorize',{}];    7;  OccurenceConstraintViolation",
            "V2_0_1; [2,'7','Authorize',{}];    7;  OccurrenceConstraintViolation",
            "V1_6;   [2,'7','Authorize',{'idTag':5}]; 7; TypeConstraintViolation",
            "V1_6;   [2,'7','Authorize',{'idTag':'123456789012345678901'}]; 7; PropertyConstraintViolation",
            "V1_6;   [2,'7','Authorize',{'idTag':'A','more':1}]; 7; FormationViolation",
            "V2_1;   [2,'7','Heartbeat',{'more':1}]; 7; FormatViolation",
            "V1_6;   [2,'7','Heartbeat',[]];    7;  TypeConstraintViolation",
            "V1_6;   [2,'7','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Bored'}]; 7; PropertyConstraintViolation",
            "V1_6;   [2,'7','MeterValues',{'connectorId':1,'meterValue':[]}]; 7; OccurenceConstraintViolation",
    })
    void aBrokenFrameIsAnsweredWithTheCodeOfItsVersion(OcppVersion version, String frame, String id, String code) {
        var station = station(version).sends(frame);

        var error = TestStation.tree(station.next());
        assertThat(error).hasSize(5);
        assertThat(error.path(0).intValue()).isEqualTo(4);
        assertThat(error.path(1).stringValue()).isEqualTo(id);
        assertThat(error.path(2).stringValue()).isEqualTo(code);
        assertThat(error.path(3).stringValue()).isNotBlank().hasSizeLessThanOrEqualTo(255);
        assertThat(error.path(4).isObject()).isTrue();
        assertThat(station.told()).isEmpty();
        assertThat(station.seen.getFirst().verdict()).isEqualTo(code);
        station.receivesNothing().sends("[2,'x','Heartbeat',{}]").answers("[3,'x',{'currentTime':'2026-01-01T10:00:00.000Z'}]");
    }

    @Test
    void theDescriptionNamesThePlaceAndTheRule() {
        station(OcppVersion.V1_6)
                .sends("[2,'7','StartTransaction',{'connectorId':'one','idTag':'A','meterStart':0,'timestamp':'2026-01-01T10:00:00Z'}]")
                .answers("[4,'7','TypeConstraintViolation','/connectorId: string found, integer expected',{}]");
    }

    @Test
    void aDescriptionIsCutWhereStationsStopReading() {
        var station = station(OcppVersion.V1_6)
                .sends("[2,'7','StatusNotification',{'connectorId':1,'errorCode':'" + "x".repeat(400) + "','status':'Available'}]");

        assertThat(TestStation.tree(station.next()).path(3).stringValue()).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void version16IgnoresMessageTypesItDoesNotKnow() { station(OcppVersion.V1_6).sends("[9,'7','Heartbeat',{}]").receivesNothing(); }

    @ParameterizedTest
    @EnumSource(OcppVersion.class)
    void answersThatNobodyWaitsForAreNotAnswered(OcppVersion version) {
        station(version).sends("[3,'7',{}]").sends("[4,'7','InternalError','',{}]").sends("[3,'7',{").receivesOnlyResultErrors(version);
    }

    @ParameterizedTest
    @EnumSource(OcppVersion.class)
    void deepNestingIsRefusedBeforeItIsRead(OcppVersion version) {
        var station = station(version).sends("[2,'7','DataTransfer'," + "[".repeat(5000) + "]".repeat(5000) + "]");

        assertThat(TestStation.tree(station.next()).path(1).stringValue()).isEqualTo("7");
    }

    private static TestStation station(OcppVersion version) {
        return version.is2x() ? Station2.station(version, Manners.STRICT) : Station16.station(Manners.STRICT);
    }

    @ParameterizedTest
    @EnumSource
    void aNumberBeyondAllLimitsIsRefusedAndNothingBreaks(OcppVersion version) {
        var station = version.is2x() ? Station2.station(version) : Station16.station();
        String status = version.is2x()
                ? "[2,'1','StatusNotification',{'timestamp':'2026-01-01T10:00:00Z','connectorStatus':'Available','evseId':%s,'connectorId':1}]"
                : "[2,'1','StatusNotification',{'connectorId':%s,'errorCode':'NoError','status':'Available'}]";
        for (String number : List.of("1e299", "9223372036854775808", "2147483648", "-2147483649"))
            assertThat(station.sends(status.formatted(number)).next()).startsWith("[4,\"1\",");
        station.sends(status.formatted("1")).answers("[3,'1',{}]");
    }

    @Test
    void aCharacterThatNoDatabaseKeepsIsLeftOut() {
        var station = Station16.station();

        station.sends(
                "[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available','info':'a\\u0000b\\\\u0000c'}]")
                .answers("[3,'1',{}]");

        assertThat(station.told().getFirst().toString()).contains("ab\\u0000c");
    }
}
