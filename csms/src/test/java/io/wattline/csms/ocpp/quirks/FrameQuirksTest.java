package io.wattline.csms.ocpp.quirks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.StationCommand.ClearCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are not quite frames, and ids that are not quite unique: X14, X15, X27. */
class FrameQuirksTest {
    private static final String TIME = "{'currentTime':'2026-01-01T10:00:00.000Z'}";
    private static final String AVAILABLE = "'StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]";

    private final TestStation station = Station16.station();

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF[2,'7','Heartbeat',{}]", "[2,'7','Heartbeat',{}]\0", "[2,'7','Heartbeat',{}]\0\0\n",
            ",[2,'7','Heartbeat',{}]",
            "[,2,'7','Heartbeat',{}]", "[2,'7','Heartbeat',{}],"})
    void litterAroundAFrameIsNoPartOfIt(String text) {
        station.sends(text).answers("[3,'7'," + TIME + "]").receivesNothing();

        assertThat(station.deviations).extracting(Deviation::kind).containsExactly("frame-littered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "\n", "\0"})
    void framesThatRanTogetherAreBothServedInTheirOrder(String between) {
        station.sends("[2,'7'," + AVAILABLE + between + "[2,'8','Heartbeat',{}]").answers("[3,'7',{}]").answers("[3,'8'," + TIME + "]");

        assertThat(station.told()).hasSize(1);
        assertThat(station.deviations).extracting(Deviation::kind).containsExactly("frames-glued");
        assertThat(station.seen).extracting(frame -> frame.text()).contains("[2,\"8\",\"Heartbeat\",{}]");
    }

    @Test
    void aCallAndAnAnswerThatRanTogetherAreBothServed() {
        station.isAsked(new ClearCache()).isCalled("ClearCache", "{}");
        station.replies("[3,$id,{'status':'Accepted'}][2,'8','Heartbeat',{}]").answers("[3,'8'," + TIME + "]");

        assertThat(((Answered) station.progress.getLast()).result()).isEqualTo(new Accepted());
    }

    @Test
    void aWholeFrameBeforeATornOneIsServedAndTheTornOneToldItsId() {
        station.sends("[2,'7','Heartbeat',{}][2,'8','Heartb");

        assertThat(station.next()).as("at once").startsWith("[4,\"8\",\"FormationViolation\"");
        station.answers("[3,'7'," + TIME + "]");
    }

    @Test
    void aTornFrameIsToldItsIdAndTheNextOneServed() {
        station.sends("[2,'7','StartTransaction',{'connectorId':1,'idT");
        assertThat(station.next()).startsWith("[4,\"7\",\"FormationViolation\"");
        station.sends("[2,'8','Heartbeat',{}]").answers("[3,'8'," + TIME + "]");

        assertThat(station.told()).isEmpty();
    }

    @Test
    void aStrictStationIsToldThatThisIsNoJson() {
        var strict = Station16.station(Manners.STRICT);
        strict.sends("[2,'7','Heartbeat',{}][2,'8','Heartbeat',{}]");

        assertThat(strict.next()).startsWith("[4,\"7\",\"FormationViolation\"");
        strict.receivesNothing();
    }

    @Test
    void idsMayBeTinyAndStartAgainWithEachBoot() {
        String boot = "'BootNotification',{'chargePointVendor':'V','chargePointModel':'M'}]";
        station.sends("[2,'1'," + boot).next();
        station.sends("[2,'2'," + AVAILABLE).answers("[3,'2',{}]");
        station.sends("[2,'1'," + boot).next();
        station.sends("[2,'2'," + AVAILABLE).answers("[3,'2',{}]");

        assertThat(station.told()).hasSize(4);
    }

    @Test
    void bothSidesMayUseTheSameIdAtTheSameTime() {
        station.isAsked(new ClearCache());
        String id = TestStation.tree(station.next()).path(1).asString();
        station.sends("[2,'" + id + "'," + AVAILABLE).answers("[3,'" + id + "',{}]");
        station.sends("[3,'" + id + "',{'status':'Accepted'}]");

        assertThat(((Answered) station.progress.getLast()).result()).isEqualTo(new Accepted());
        assertThat(station.told()).hasSize(1);
    }

    @Test
    void anAnswerNobodyAskedForIsNotedAndNothingElse() {
        station.sends("[3,'nobody',{'status':'Accepted'}]").sends("[4,'nobody','InternalError','',{}]").receivesNothing();

        assertThat(station.seen).extracting(frame -> frame.verdict()).containsExactly("unexpected", "unexpected");
        station.sends("[2,'8','Heartbeat',{}]").answers("[3,'8'," + TIME + "]");
    }
}
