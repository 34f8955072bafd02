package io.wattline.csms.ocpp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.csms.ocpp.v2.Station2;
import io.wattline.model.charging.IdToken;
import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.station.OcppVersion;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.scheduler.VirtualTimeScheduler;

class BootGateTest {
    private static final String BOOT_16 = "[2,'b','BootNotification',{'chargePointVendor':'V','chargePointModel':'M'}]";
    private static final String BOOT_2 = "[2,'b','BootNotification',{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}]";
    private static final String STATUS_16 = "[2,'s','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]";
    private static final String STATUS_2 = "[2,'s','StatusNotification',{'timestamp':'2026-01-01T10:00:00Z','connectorStatus':'Available','evseId':1,'connectorId':1}]";
    private static final RemoteStart START = new RemoteStart(new IdToken("TAG1"), 1, null, 5);

    private VirtualTimeScheduler time;

    @BeforeEach
    void stopTheClock() { time = VirtualTimeScheduler.getOrSet(); }

    @AfterEach
    void startTheClock() { VirtualTimeScheduler.reset(); }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "REJECTED"})
    void whatComesBeforeTheStationIsAcceptedIsASecurityError(BootStatus standing) {
        for (OcppVersion version : OcppVersion.values()) {
            var station = station(version, standing);

            assertThat(station.sends(status(version)).next()).startsWith("[4,\"s\",\"SecurityError\"");
            boots(station, version, standing);
            assertThat(station.sends(status(version)).next()).startsWith("[4,\"s\",\"SecurityError\"");
            assertThat(station.told()).noneMatch(StatusChanged.class::isInstance);

            station.central.answerBoots(BootStatus.ACCEPTED);
            boots(station, version, BootStatus.ACCEPTED);
            station.sends(status(version)).answers("[3,'s',{}]");
        }
    }

    @Test
    void aStationThatDoesNotBootAgainIsServedAsItWas() {
        station(OcppVersion.V2_0_1, BootStatus.ACCEPTED).sends(STATUS_2).answers("[3,'s',{}]");
    }

    @Test
    void aPendingStationMaySendWhatItIsAskedFor() {
        var station = station(OcppVersion.V2_0_1, BootStatus.PENDING);
        station.isAsked(new RawCall("TriggerMessage", "{\"requestedMessage\":\"StatusNotification\"}"));
        station.isCalled("TriggerMessage", "{'requestedMessage':'StatusNotification'}").replies("[3,$id,{'status':'Accepted'}]");

        station.sends(STATUS_2).answers("[3,'s',{}]");

        assertThat(station.sends("[2,'h','Heartbeat',{}]").next()).startsWith("[4,\"h\",\"SecurityError\"");
    }

    @ParameterizedTest
    @EnumSource
    void aPendingStationIsConfiguredAndTheRestWaitsUntilItIsAccepted(OcppVersion version) {
        var station = station(version, BootStatus.PENDING);
        station.isAsked(START).receivesNothing();
        station.isAsked(new RawCall("TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}"));
        station.isCalled("TriggerMessage", "{'requestedMessage':'BootNotification'}").replies("[3,$id,{'status':'Accepted'}]");

        station.central.answerBoots(BootStatus.ACCEPTED);
        boots(station, version, BootStatus.ACCEPTED);

        assertThat(station.next()).contains(version.is2x() ? "RequestStartTransaction" : "RemoteStartTransaction");
    }

    @Test
    void whoAsksAStationThatIsNotAcceptedLearnsWhyNothingHappened() {
        var pending = station(OcppVersion.V1_6, BootStatus.PENDING).isAsked(START);
        var rejected = station(OcppVersion.V1_6, BootStatus.REJECTED).isAsked(new RawCall("GetConfiguration", "{}"));

        time.advanceTimeBy(Duration.ofSeconds(30));

        assertThat(pending.receivesNothing().progress).containsExactly(unreachable(
                "the command waited for 30 s: the station's boot is pending: until it is accepted it can only be configured"));
        assertThat(rejected.receivesNothing().progress)
                .containsExactly(unreachable("the command waited for 30 s: the station's boot was rejected"));
    }

    @Test
    void nothingIsAskedBetweenABootAndItsAnswer() {
        var station = station(OcppVersion.V1_6, BootStatus.ACCEPTED);
        station.central.hold();
        station.sends(BOOT_16).isAsked(START).receivesNothing();

        station.central.release();

        assertThat(station.next()).startsWith("[3,\"b\"");
        assertThat(station.next()).contains("RemoteStartTransaction");
    }

    private static TestStation station(OcppVersion version, BootStatus standing) {
        return switch (version) {
            case V1_6 -> Station16.standing(standing);
            case V2_0_1, V2_1 -> Station2.standing(version, standing);
        };
    }

    private static void boots(TestStation station, OcppVersion version, BootStatus answer) {
        assertThat(station.sends(version.is2x() ? BOOT_2 : BOOT_16).next())
                .contains("\"status\":\"" + answer.name().charAt(0) + answer.name().substring(1).toLowerCase(java.util.Locale.ROOT) + "\"");
    }

    private static String status(OcppVersion version) { return version.is2x() ? STATUS_2 : STATUS_16; }

    private static CommandProgress unreachable(String why) {
        return new CommandProgress.Answered(new CommandResult.Unreachable(why), null);
    }
}
