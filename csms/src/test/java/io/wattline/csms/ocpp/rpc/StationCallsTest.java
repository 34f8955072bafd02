package io.wattline.csms.ocpp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.FrameListener.Direction;
import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.station.OcppVersion;
import org.junit.jupiter.api.Test;

/** The station's CALLs and what it tells, and our answers. */
class StationCallsTest extends SessionScene {
    @Test
    void callsAreAnsweredInTheirOrder() {
        station.central.hold();
        for (int i = 0; i < 100; i++) station.sends("[2,'" + i + "'," + AVAILABLE);
        station.receivesNothing();

        station.central.release();

        for (int i = 0; i < 100; i++) station.answers("[3,'" + i + "',{}]");
        assertThat(station.told()).hasSize(100);
    }

    @Test
    void anAnswerNeverWaitsBehindACall() {
        station.central.hold();
        station.isAsked(new ClearCache()).isCalled("ClearCache", "{}").sends("[2,'1'," + AVAILABLE)
                .replies("[3,$id,{'status':'Accepted'}]");

        assertThat(results()).containsExactly(new Accepted());
    }

    @Test
    void aCallRepeatedBecauseItsAnswerWasLostGetsTheSameAnswerAndIsStoredOnce() {
        station.central.hold();
        station.sends("[2,'1'," + AVAILABLE).sends("[2,'1'," + AVAILABLE);
        station.central.release();
        station.answers("[3,'1',{}]").answers("[3,'1',{}]");
        station.sends("[2,'1'," + AVAILABLE).answers("[3,'1',{}]");

        assertThat(station.told()).hasSize(1);
    }

    @Test
    void anotherCallThatReusesTheIdIsAnotherCall() {
        station.sends("[2,'1'," + AVAILABLE).sends("[2,'1'," + AVAILABLE.replace("Available", "Preparing"));

        assertThat(station.told()).hasSize(2);
    }

    @Test
    void aStationThatNeverCountsItsIdsIsHeardEachTime() {
        String preparing = AVAILABLE.replace("Available", "Preparing");
        station.sends("[2,'1'," + AVAILABLE).sends("[2,'1'," + preparing).sends("[2,'1'," + AVAILABLE);

        assertThat(station.told()).hasSize(3);
    }

    @Test
    void aCallThatFailedIsTriedAgainWhenRepeated() {
        station.central.goAway();
        station.sends("[2,'1'," + AVAILABLE).next();
        station.central.comeBack();

        station.sends("[2,'1'," + AVAILABLE).answers("[3,'1',{}]");
    }

    @Test
    void passwordsThatAStationTellsAreShownToNobody() {
        var modern = Station2.station(OcppVersion.V2_0_1);
        String password = "'component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}";
        modern.sends("[2,'1','NotifyReport',{'requestId':1,'seqNo':0,'generatedAt':'2026-01-01T10:00:00Z','reportData':[{" + password
                + ",'variableAttribute':[{'value':'4f43415f'}]}]}]")
                .sends("[2,'2','NotifyEvent',{'generatedAt':'2026-01-01T10:00:00Z','seqNo':0,'eventData':[{'eventId':1,"
                        + "'timestamp':'2026-01-01T10:00:00Z','trigger':'Delta','actualValue':'4f43415f',"
                        + "'eventNotificationType':'HardWiredNotification'," + password + "}]}]");

        assertThat(modern.seen).extracting(FrameSeen::text).anyMatch(text -> text.contains("***"))
                .noneMatch(text -> text.contains("4f43415f"));
        assertThat(modern.told().toString()).contains("BasicAuthPassword").doesNotContain("4f43415f");
    }

    @Test
    void everyFrameIsShown() {
        station.sends("[2,'1','Heartbeat',{}]").isAsked((StationCommand) new ClearCache()).next();
        station.next();
        station.replies("[4,$id,'NotSupported','',{}]").sends("rubbish");

        assertThat(station.seen).extracting(FrameSeen::direction, frame -> frame.type().name(), FrameSeen::action, FrameSeen::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Direction.IN, "CALL", "Heartbeat", "ok"),
                        org.assertj.core.groups.Tuple.tuple(Direction.OUT, "RESULT", "Heartbeat", "ok"),
                        org.assertj.core.groups.Tuple.tuple(Direction.OUT, "CALL", "ClearCache", "ok"),
                        org.assertj.core.groups.Tuple.tuple(Direction.IN, "ERROR", "ClearCache", "NotSupported"),
                        org.assertj.core.groups.Tuple.tuple(Direction.IN, "BROKEN", null, "FormationViolation"),
                        org.assertj.core.groups.Tuple.tuple(Direction.OUT, "ERROR", null, "FormationViolation"));
        assertThat(station.seen.get(1).latencyMillis()).isZero();
    }

    @Test
    void aNumberThatNoSchemaForbidsAndNoStationHasIsTheStationsMistake() {
        var modern = Station2.station(OcppVersion.V2_0_1);

        modern.sends("[2,'1','ReportChargingProfiles',{'requestId':1,'chargingLimitSource':'EMS','evseId':1,'chargingProfile':[{'id':1,"
                + "'stackLevel':1,'chargingProfilePurpose':'TxDefaultProfile','chargingProfileKind':'Absolute','chargingSchedule':[{'id':1,"
                + "'chargingRateUnit':'W','chargingSchedulePeriod':[{'startPeriod':-10000000000000000000000,'limit':11}]}]}]}]");

        assertThat(modern.next()).startsWith("[4,\"1\",\"PropertyConstraintViolation\"");
    }
}
