package io.wattline.csms.ocpp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandProgress.Late;
import io.wattline.model.command.CommandProgress.Sent;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.CommandResult.Refused;
import io.wattline.model.command.CommandResult.Rejected;
import io.wattline.model.command.CommandResult.Unreachable;
import io.wattline.model.command.CommandResult.Unsupported;
import io.wattline.model.command.StationCommand.ChangeConfiguration;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.command.StationCommand.GetConfiguration;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.Reset;
import io.wattline.model.command.StationCommand.SetVariables;
import io.wattline.model.command.StationCommand.Variable;
import io.wattline.model.station.OcppVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our CALLs to a station, and its answers. */
class OurCallsTest extends SessionScene {
    @Test
    void onlyOneCallIsOutstandingAndTheOthersFollow() {
        station.isAsked(new ClearCache()).isAsked(new Reset(true, null)).isCalled("ClearCache", "{}").receivesNothing();

        station.replies("[3,$id,{'status':'Rejected'}]").isCalled("Reset", "{'type':'Hard'}").replies("[3,$id,{'status':'Accepted'}]");

        assertThat(results()).containsExactly(new Rejected("Rejected"), new Accepted());
    }

    @Test
    void aSilentStationIsUnreachableAfterTheLimit() {
        station.isAsked(new ClearCache()).isCalled("ClearCache", "{}");
        time.advanceTimeBy(Duration.ofSeconds(29));
        assertThat(results()).isEmpty();

        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(results()).containsExactly(new Unreachable("the station did not answer within 30 s"));
    }

    @Test
    void anAnswerThatComesMinutesLateIsHeardAllTheSame() {
        station.isAsked(new ClearCache()).isCalled("ClearCache", "{}");
        time.advanceTimeBy(Duration.ofMinutes(5));

        station.replies("[3,$id,{'status':'Accepted'}]").receivesNothing();
        station.replies("[3,$id,{'status':'Accepted'}]").receivesNothing();

        assertThat(station.progress).endsWith(new Answered(new Unreachable("the station did not answer within 30 s"), null),
                new Late(new Accepted(), "{\"status\":\"Accepted\"}"));
        assertThat(station.seen).extracting(FrameSeen::verdict).endsWith("late", "unexpected");
    }

    @Test
    void anErrorMayComeLateToo() {
        station.isAsked(new ClearCache()).next();
        time.advanceTimeBy(Duration.ofSeconds(31));

        station.replies("[4,$id,'NotSupported','',{}]");

        assertThat(station.progress.getLast()).isEqualTo(new Late(new Unsupported("the station answered NotSupported"), null));
    }

    @Test
    void anAnswerThatComesTooLateForThatIsNotedOnly() {
        station.isAsked(new ClearCache()).next();
        time.advanceTimeBy(Duration.ofSeconds(30).plus(Duration.ofMinutes(5)));

        station.replies("[3,$id,{'status':'Accepted'}]").receivesNothing();

        assertThat(station.progress).noneMatch(Late.class::isInstance);
        assertThat(station.seen.getLast().verdict()).isEqualTo("unexpected");
    }

    @Test
    void theNextCallDoesNotWaitForALateAnswer() {
        station.isAsked(new ClearCache()).next();
        String late = station.lastCallId();
        time.advanceTimeBy(Duration.ofSeconds(30));
        station.isAsked(new GetConfiguration(List.of())).isCalled("GetConfiguration", "{}");

        station.sends("[3,'" + late + "',{'status':'Accepted'}]").replies("[3,$id,{}]");

        assertThat(station.progress).contains(new Late(new Accepted(), "{\"status\":\"Accepted\"}"), new Answered(new Accepted(), "{}"));
    }

    @Test
    void whoWaitsForTheTurnTooLongGivesUpWithoutAsking() {
        station.isAsked(new ClearCache()).isCalled("ClearCache", "{}");
        time.advanceTimeBy(Duration.ofSeconds(1));
        station.isAsked(new Reset(true, null)).isAsked(new Reset(false, null));
        time.advanceTimeBy(Duration.ofSeconds(30));

        station.isCalled("Reset", "{'type':'Hard'}").receivesNothing();
        assertThat(results()).containsExactly(new Unreachable("the station did not answer within 30 s"),
                new Unreachable("the station was busy with other commands for 30 s"));
    }

    @Test
    void aStationThatNeedsARestBetweenTwoCallsGetsIt() {
        var rest = Duration.ofSeconds(2);
        station.central.manners = new Manners(false, new Quirks(null, null, null, null, null, null, null, rest, null, null));
        station.isAsked(new ClearCache()).isAsked(new ClearCache()).isCalled("ClearCache", "{}").replies("[3,$id,{'status':'Accepted'}]");

        station.receivesNothing();
        time.advanceTimeBy(rest);
        station.isCalled("ClearCache", "{}");
    }

    @Test
    void whatIsUnderWayFailsWhenTheConnectionEndsAndSoDoesWhatComesLater() {
        station.isAsked(new ClearCache()).isAsked(new ClearCache()).disconnects();
        station.isAsked(new ClearCache());

        assertThat(results()).hasSize(3).containsOnly(new Unreachable("the connection ended"));
    }

    @ParameterizedTest
    @CsvSource({"Accepted,Accepted", "Scheduled,Accepted", "RebootRequired,Accepted", "Unlocked,Accepted", "NotSupported,Unsupported",
            "NotImplemented,Unsupported", "UnknownVendorId,Unsupported", "Rejected,Rejected", "Occupied,Rejected", "UnlockFailed,Rejected"})
    void aStatusBecomesAResult(String status, String result) {
        station.isAsked(new RawCall("DataTransfer", "{\"vendorId\":\"x\"}")).next();
        station.replies("[3,$id,{'status':'" + status + "'}]");

        assertThat(results()).singleElement().satisfies(told -> assertThat(told.wireName()).isEqualTo(result));
        assertThat(((Answered) station.progress.getLast()).response()).isEqualTo("{\"status\":\"" + status + "\"}");
    }

    @Test
    void anAnswerWithoutAStatusAgrees() {
        station.isAsked(new GetConfiguration(List.of("A"))).isCalled("GetConfiguration", "{'key':['A']}")
                .replies("[3,$id,{'unknownKey':['A']}]");

        assertThat(results()).containsExactly(new Accepted());
    }

    @Test
    void aLimitBrokenByAnAnswerIsNotedAndTheAnswerUnderstood() {
        station.isAsked(new GetConfiguration(List.of())).next();
        station.replies("[3,$id,{'configurationKey':[{'key':'A','readonly':true,'value':'" + "x".repeat(600) + "'}]}]");

        assertThat(results()).containsExactly(new Accepted());
        assertThat(station.seen.getLast().verdict()).isEqualTo("tolerated");
        assertThat(station.deviations).extracting(Deviation::kind).containsExactly("too-long-kept");
        assertThat(((Answered) station.progress.getLast()).response()).as("whole").contains("x".repeat(600));
    }

    @Test
    void anAnswerThatLacksSomethingIsNotUnderstood() {
        station.isAsked(new ClearCache()).next();
        station.replies("[3,$id,{}]");

        assertThat(results()).singleElement().isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("OccurenceConstraintViolation"));
    }

    @ParameterizedTest
    @CsvSource({"NotImplemented,Unsupported", "NotSupported,Unsupported", "InternalError,Refused", "GenericError,Refused",
            "OwnInvention,Refused"})
    void aCallErrorBecomesAResult(String code, String result) {
        station.isAsked(new ClearCache()).next();
        station.replies("[4,$id,'" + code + "','because',{}]");

        assertThat(results()).singleElement().satisfies(told -> assertThat(told.wireName()).isEqualTo(result));
    }

    @Test
    void anAnswerThatCannotBeReadEndsTheWaiting() {
        station.isAsked(new ClearCache()).next();
        station.replies("[3,$id,{'status':").receivesNothing();

        assertThat(results()).singleElement().isInstanceOf(Unreachable.class);
    }

    @Test
    void aStationOf21HearsThatItsAnswerIsWrong() {
        var modern = Station2.station(OcppVersion.V2_1);
        modern.isAsked(new ClearCache()).next();
        modern.replies("[3,$id,{'status':'Perhaps'}]");

        assertThat(modern.next()).startsWith("[5,").contains("PropertyConstraintViolation");
        assertThat(modern.progress.getLast()).isEqualTo(new Answered(new Rejected("Perhaps"), "{\"status\":\"Perhaps\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"Soon\"}", "{}", "{\"type\":\"Hard\",\"more\":1}", "not json"})
    void aPayloadThatBreaksItsSchemaDoesNotLeave(String payload) {
        station.isAsked(new RawCall("Reset", payload)).receivesNothing();

        assertThat(results()).singleElement().isInstanceOf(Unsupported.class);
    }

    @Test
    void aPayloadLeavesWithItsMembersInTheirOrderAndItsNumbersToTheDigit() {
        String payload = "{'csChargingProfiles':{'stackLevel':0,'chargingProfileId':1,'chargingProfileKind':'Absolute','chargingProfilePurpose':'TxProfile',"
                + "'chargingSchedule':{'chargingRateUnit':'A','chargingSchedulePeriod':[{'startPeriod':0,'limit':21.40}]}},'connectorId':1}";

        station.isAsked(new RawCall("SetChargingProfile", payload.replace('\'', '"'))).isCalled("SetChargingProfile", payload);
    }

    @Test
    void passwordsAreSentAndShownToNobodyElse() {
        station.isAsked(new ChangeConfiguration("AuthorizationKey", "4f43415f")).isCalled("ChangeConfiguration",
                "{'key':'AuthorizationKey','value':'4f43415f'}");
        var modern = Station2.station(OcppVersion.V2_0_1);
        var password = new Variable("SecurityCtrlr", null, null, "BasicAuthPassword", null, null);
        modern.isAsked(new SetVariables(Map.of(password, "4f43415f")));

        assertThat(modern.next()).contains("4f43415f");
        assertThat(station.progress).containsExactly(new Sent("ChangeConfiguration", "{\"key\":\"AuthorizationKey\",\"value\":\"***\"}"));
        assertThat(modern.progress.toString()).contains("***").doesNotContain("4f43415f");
        assertThat(station.seen).extracting(FrameSeen::text).noneMatch(text -> text.contains("4f43415f"));
        assertThat(modern.seen).extracting(FrameSeen::text).noneMatch(text -> text.contains("4f43415f"));
    }
}
