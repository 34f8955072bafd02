package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.simulator.rpc.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class Station16Test {
    private static final String START = "{'connectorId':1,'idTag':'TAG1'}";

    @Test
    void bootsAndReportsItselfAndEveryConnector() {
        var world = World.quiet(Version.V16).booted();

        assertThat(world.csms.calls).extracting(Frame.Call::action).containsExactly("BootNotification", "StatusNotification",
                "StatusNotification", "StatusNotification");
        assertThat(world.csms.payloads("StatusNotification")).extracting(status -> status.path("connectorId").asInt()).containsExactly(0, 1,
                2);
        world.everythingSaidWasValid();
    }

    @Test
    void saysNothingElseUntilItIsAccepted() {
        var world = World.quiet(Version.V16);
        world.csms.whenAnswer("BootNotification", "{'status':'Pending','currentTime':'2026-01-01T10:00:00Z','interval':20}");
        world.booted();
        world.pass(Duration.ofSeconds(10));
        assertThat(world.csms.calls).hasSize(1);

        world.csms.answerProperly("BootNotification");
        world.pass(Duration.ofSeconds(11));

        assertThat(world.csms.payloads("BootNotification")).hasSize(2);
        assertThat(world.csms.payloads("StatusNotification")).hasSize(3);
    }

    @Test
    void beatsAtTheIntervalOfTheBootNotification() {
        var world = World.quiet(Version.V16).booted();

        world.pass(Duration.ofMinutes(16));

        assertThat(world.csms.payloads("Heartbeat")).hasSize(3);
    }

    @Test
    void aVisitorChargesFromPluggingInToLeaving() {
        var world = new World(World.spec(Version.V16, true)).booted();

        world.pass(Duration.ofMinutes(20));

        JsonNode start = world.csms.payloads("StartTransaction").getFirst();
        JsonNode stop = world.csms.payloads("StopTransaction").stream().filter(each -> each.path("transactionId").asInt() == 1).findFirst()
                .orElseThrow();
        assertThat(states(world, 1).subList(0, 3)).containsExactly("Available", "Preparing", "Charging");
        assertThat(states(world, 1)).contains("Finishing");
        assertThat(start.path("idTag").asString()).isEqualTo("TAG1");
        assertThat(stop.path("meterStop").asLong()).isGreaterThan(start.path("meterStart").asLong());
        world.everythingSaidWasValid();
    }

    @Test
    void theRegisterGrowsByThePowerThatWasReported() {
        var world = World.quiet(Version.V16).booted();
        world.order("RemoteStartTransaction", START);
        world.pass(Duration.ofMinutes(3));
        world.order("RemoteStopTransaction", "{'transactionId':1}");

        List<JsonNode> readings = world.csms.payloads("MeterValues");
        assertThat(readings.size()).isGreaterThan(30);
        double register = world.csms.payloads("StartTransaction").getFirst().path("meterStart").asDouble();
        Instant at = null;
        double watts = 0;
        for (JsonNode reading : readings) {
            JsonNode value = reading.path("meterValue").path(0);
            Instant now = Instant.parse(value.path("timestamp").asString());
            if (at != null) register += watts * Duration.between(at, now).toMillis() / 3_600_000.0;
            assertThat(measurand(value, "Energy.Active.Import.Register")).isBetween(register - 1.5, register + 1.5);
            watts = measurand(value, "Power.Active.Import");
            at = now;
        }
        long stop = world.csms.payloads("StopTransaction").getFirst().path("meterStop").asLong();
        register += watts * Duration.between(at, world.now()).toMillis() / 3_600_000.0;
        assertThat((double) stop).isBetween(register - 1.5, register + 1.5);
    }

    @Test
    void obeysARemoteStartByLettingACarComeWithinTwoSeconds() {
        var world = World.quiet(Version.V16).booted();

        assertThat(world.status("RemoteStartTransaction", START)).isEqualTo("Accepted");
        assertThat(world.status("RemoteStartTransaction", START)).isEqualTo("Rejected");
        world.pass(Duration.ofSeconds(2));

        assertThat(world.csms.payloads("StartTransaction")).hasSize(1);
        assertThat(states(world, 1)).containsExactly("Available", "Preparing", "Charging");
        assertThat(world.status("RemoteStartTransaction", START)).isEqualTo("Rejected");
        assertThat(world.status("RemoteStopTransaction", "{'transactionId':99}")).isEqualTo("Rejected");
        assertThat(world.status("RemoteStopTransaction", "{'transactionId':1}")).isEqualTo("Accepted");
        world.pass(Duration.ofSeconds(20));
        assertThat(world.csms.payloads("StopTransaction").getFirst().path("reason").asString()).isEqualTo("Remote");
        assertThat(states(world, 1)).endsWith("Finishing", "Available");
        world.everythingSaidWasValid();
    }

    @Test
    void stopsWhenTheCentralSystemRefusesTheTag() {
        var world = World.quiet(Version.V16).booted();
        world.csms.whenAnswer("StartTransaction", "{'transactionId':5,'idTagInfo':{'status':'Blocked'}}");

        world.order("RemoteStartTransaction", START);
        world.pass(Duration.ofSeconds(5));

        assertThat(world.csms.payloads("StopTransaction").getFirst().path("reason").asString()).isEqualTo("DeAuthorized");
    }

    @Test
    void followsTheLimitOfAChargingProfile() {
        var world = World.quiet(Version.V16).booted();
        world.order("RemoteStartTransaction", START);
        world.pass(Duration.ofSeconds(10));

        String profile = "{'connectorId':1,'csChargingProfiles':{'chargingProfileId':1,'stackLevel':0,'chargingProfilePurpose':'TxProfile',"
                + "'chargingProfileKind':'Relative','chargingSchedule':{'chargingRateUnit':'W','chargingSchedulePeriod':[{'startPeriod':0,'limit':%s}]}}}";
        assertThat(world.status("SetChargingProfile", profile.formatted("2000.0"))).isEqualTo("Accepted");
        assertThat(power(world)).isLessThanOrEqualTo(2_000);
        assertThat(world.status("GetCompositeSchedule", "{'connectorId':1,'duration':60}")).isEqualTo("Accepted");
        assertThat(world.status("GetCompositeSchedule", "{'connectorId':9,'duration':60}")).isEqualTo("Rejected");
        assertThat(world.status("SetChargingProfile", profile.formatted("0.0"))).isEqualTo("Accepted");
        assertThat(states(world, 1)).endsWith("SuspendedEVSE");
        assertThat(world.status("ClearChargingProfile", "{'id':1}")).isEqualTo("Accepted");
        assertThat(states(world, 1)).endsWith("Charging");
        assertThat(power(world)).isGreaterThan(2_000);
        world.everythingSaidWasValid();
    }

    @Test
    void becomesUnavailableOnlyAfterTheTransaction() {
        var world = World.quiet(Version.V16).booted();
        world.order("RemoteStartTransaction", START);
        world.pass(Duration.ofSeconds(5));

        assertThat(world.status("ChangeAvailability", "{'connectorId':1,'type':'Inoperative'}")).isEqualTo("Scheduled");
        assertThat(states(world, 1)).endsWith("Charging");
        world.order("RemoteStopTransaction", "{'transactionId':1}");
        assertThat(states(world, 1)).endsWith("Unavailable");
        world.pass(Duration.ofMinutes(1));
        assertThat(world.status("RemoteStartTransaction", START)).isEqualTo("Rejected");
        assertThat(world.status("ChangeAvailability", "{'connectorId':1,'type':'Operative'}")).isEqualTo("Accepted");
        assertThat(states(world, 1)).endsWith("Available");
    }

    @Test
    void keepsAReservedConnectorForItsTag() {
        var world = World.quiet(Version.V16).booted();

        assertThat(world.status("ReserveNow", "{'connectorId':1,'expiryDate':'2026-01-01T11:00:00Z','idTag':'TAG1','reservationId':4}"))
                .isEqualTo("Accepted");
        assertThat(states(world, 1)).endsWith("Reserved");
        assertThat(world.status("RemoteStartTransaction", "{'connectorId':1,'idTag':'OTHER'}")).isEqualTo("Rejected");
        assertThat(world.status("RemoteStartTransaction", START)).isEqualTo("Accepted");
        world.pass(Duration.ofSeconds(5));
        assertThat(world.csms.payloads("StartTransaction").getFirst().path("reservationId").asInt()).isEqualTo(4);
        assertThat(world.status("CancelReservation", "{'reservationId':4}")).isEqualTo("Rejected");
        world.everythingSaidWasValid();
    }

    @Test
    void aReservationExpires() {
        var world = World.quiet(Version.V16).booted();
        world.order("ReserveNow", "{'connectorId':1,'expiryDate':'2026-01-01T10:05:00Z','idTag':'TAG1','reservationId':4}");

        world.pass(Duration.ofMinutes(5));

        assertThat(states(world, 1)).endsWith("Reserved", "Available");
    }

    @Test
    void rebootsAfterAResetAndEndsItsTransactionFirst() {
        var world = World.quiet(Version.V16).booted();
        world.order("RemoteStartTransaction", START);
        world.pass(Duration.ofSeconds(5));

        assertThat(world.status("Reset", "{'type':'Soft'}")).isEqualTo("Accepted");
        world.pass(Duration.ofSeconds(10));

        assertThat(world.csms.payloads("StopTransaction").getFirst().path("reason").asString()).isEqualTo("SoftReset");
        assertThat(world.csms.payloads("BootNotification")).hasSize(2);
        assertThat(states(world, 1)).endsWith("Available");
    }

    @Test
    void showsAndChangesItsConfiguration() {
        var world = World.quiet(Version.V16).booted();

        assertThat(world.status("ChangeConfiguration", "{'key':'HeartbeatInterval','value':'10'}")).isEqualTo("Accepted");
        assertThat(world.status("ChangeConfiguration", "{'key':'HeartbeatInterval','value':'soon'}")).isEqualTo("Rejected");
        assertThat(world.status("ChangeConfiguration", "{'key':'NumberOfConnectors','value':'9'}")).isEqualTo("Rejected");
        assertThat(world.status("ChangeConfiguration", "{'key':'Nonsense','value':'1'}")).isEqualTo("NotSupported");
        var answer = (Frame.CallResult) world.order("GetConfiguration", "{'key':['HeartbeatInterval','Nonsense']}");
        assertThat(answer.payload()).isEqualTo(CentralSystem.json(
                "{'configurationKey':[{'key':'HeartbeatInterval','readonly':false,'value':'10'}],'unknownKey':['Nonsense']}"));
        world.pass(Duration.ofSeconds(61));
        assertThat(world.csms.payloads("Heartbeat")).hasSize(6);
        world.order("GetConfiguration", "{}");
        world.everythingSaidWasValid();
    }

    @Test
    void sendsWhatIsTriggeredAndRefusesWhatItDoesNotKnow() {
        var world = World.quiet(Version.V16).booted();

        for (String message : List.of("BootNotification", "Heartbeat", "MeterValues", "StatusNotification", "FirmwareStatusNotification",
                "DiagnosticsStatusNotification")) {
            int before = world.csms.payloads(message).size();
            assertThat(world.status("TriggerMessage", "{'requestedMessage':'" + message + "'}")).isEqualTo("Accepted");
            assertThat(world.csms.payloads(message).size()).as(message).isGreaterThan(before);
        }
        assertThat(world.order("SendLocalList", "{'listVersion':1,'updateType':'Full'}"))
                .isInstanceOfSatisfying(Frame.CallError.class, error -> assertThat(error.code()).isEqualTo("NotImplemented"));
        assertThat(world.status("ClearCache", "{}")).isEqualTo("Accepted");
        assertThat(world.status("DataTransfer", "{'vendorId':'x'}")).isEqualTo("UnknownVendorId");
        assertThat(world.status("UnlockConnector", "{'connectorId':1}")).isEqualTo("Unlocked");
        assertThat(world.status("UnlockConnector", "{'connectorId':7}")).isEqualTo("NotSupported");
        world.order("GetLocalListVersion", "{}");
        world.everythingSaidWasValid();
    }

    private static List<String> states(World world, int connector) {
        return world.csms.payloads("StatusNotification").stream().filter(status -> status.path("connectorId").asInt() == connector)
                .map(status -> status.path("status").asString()).toList();
    }

    private static double power(World world) {
        return measurand(world.csms.payloads("MeterValues").getLast().path("meterValue").path(0), "Power.Active.Import");
    }

    private static double measurand(JsonNode meterValue, String name) {
        for (JsonNode value : meterValue.path("sampledValue"))
            if (value.path("measurand").asString().equals(name)) return Double.parseDouble(value.path("value").asString());
        throw new AssertionError("no " + name + " in " + meterValue);
    }
}
