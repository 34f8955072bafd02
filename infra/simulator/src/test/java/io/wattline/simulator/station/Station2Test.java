package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.simulator.rpc.Frame;
import io.wattline.simulator.station.StationSpec.EvseSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class Station2Test {
    private static final String START = "{'evseId':1,'remoteStartId':77,'idToken':{'idToken':'TAG1','type':'ISO14443'}}";

    @ParameterizedTest
    @EnumSource(names = {"V201", "V21"})
    void aVisitorsTransactionIsToldFromStartToEnd(Version version) {
        var world = new World(World.spec(version, true)).booted();

        world.pass(Duration.ofMinutes(20));

        List<JsonNode> events = eventsOfFirstTransaction(world);
        assertThat(events.getFirst().path("eventType").asString()).isEqualTo("Started");
        assertThat(events.getFirst().path("triggerReason").asString()).isEqualTo("Authorized");
        assertThat(events.getFirst().path("idToken").path("idToken").asString()).isEqualTo("TAG1");
        assertThat(events.get(1).path("transactionInfo").path("chargingState").asString()).isEqualTo("Charging");
        assertThat(events.getLast().path("eventType").asString()).isEqualTo("Ended");
        assertThat(events).extracting(event -> event.path("seqNo").asInt())
                .isEqualTo(IntStream.range(0, events.size()).boxed().toList());
        assertThat(register(events.getLast())).isGreaterThan(register(events.getFirst()));
        world.everythingSaidWasValid();
    }

    @Test
    void aRemoteStartNamesItsTransactionAndItsRequest() {
        var world = World.quiet(Version.V201).booted();

        var answer = (Frame.CallResult) world.order("RequestStartTransaction", START);
        world.pass(Duration.ofSeconds(3));
        String id = answer.payload().path("transactionId").asString();
        JsonNode started = world.csms.payloads("TransactionEvent").getFirst();

        assertThat(started.path("triggerReason").asString()).isEqualTo("RemoteStart");
        assertThat(started.path("transactionInfo").path("remoteStartId").asInt()).isEqualTo(77);
        assertThat(started.path("transactionInfo").path("transactionId").asString()).isEqualTo(id);
        assertThat(world.status("RequestStartTransaction", START)).isEqualTo("Rejected");
        assertThat(world.status("GetCompositeSchedule", "{'evseId':1,'duration':60,'chargingRateUnit':'A'}")).isEqualTo("Accepted");
        assertThat(world.status("UnlockConnector", "{'evseId':1,'connectorId':1}")).isEqualTo("OngoingAuthorizedTransaction");
        assertThat(world.status("RequestStopTransaction", "{'transactionId':'other'}")).isEqualTo("Rejected");
        assertThat(world.status("RequestStopTransaction", "{'transactionId':'" + id + "'}")).isEqualTo("Accepted");
        JsonNode ended = world.csms.payloads("TransactionEvent").getLast();
        assertThat(ended.path("triggerReason").asString()).isEqualTo("RemoteStop");
        assertThat(ended.path("transactionInfo").path("stoppedReason").asString()).isEqualTo("Remote");
        world.everythingSaidWasValid();
    }

    @Test
    void aFullCarSuspendsAndItsDriverComesBack() {
        var world = World.quiet(Version.V201).booted();
        world.order("RequestStartTransaction", START.replace("'evseId':1", "'evseId':2"));

        world.pass(Duration.ofMinutes(40));

        List<JsonNode> events = eventsOfFirstTransaction(world);
        assertThat(events).extracting(event -> event.path("transactionInfo").path("chargingState").asString()).contains("SuspendedEV");
        assertThat(events.getLast().path("transactionInfo").path("stoppedReason").asString()).isEqualTo("Local");
        assertThat(measurand(events.getLast(), "SoC")).isEqualTo(100);
        assertThat(states(world, 2, 1)).containsExactly("Available", "Occupied", "Available");
    }

    @Test
    void powerTapersAboveEightyPercent() {
        var world = World.quiet(Version.V201).booted();
        world.order("RequestStartTransaction", START.replace("'evseId':1", "'evseId':2"));
        world.pass(Duration.ofMinutes(40));

        List<JsonNode> periodic = world.csms.payloads("TransactionEvent").stream()
                .filter(event -> event.path("triggerReason").asString().equals("MeterValuePeriodic")).toList();
        assertThat(periodic).filteredOn(event -> measurand(event, "SoC") > 97 && measurand(event, "SoC") < 100).isNotEmpty()
                .allSatisfy(event -> assertThat(measurand(event, "Power.Active.Import")).isLessThan(45_000));
        assertThat(periodic).filteredOn(event -> measurand(event, "SoC") < 80)
                .allSatisfy(event -> assertThat(measurand(event, "Power.Active.Import")).isGreaterThan(48_000));
    }

    @Test
    void theOtherConnectorOfABusyEvseIsUnavailable() {
        var world = new World(new StationSpec("TEST1", Version.V201, null, "M", "M", "1", "S", null, null, List.of("TAG1"), false,
                List.of(new EvseSpec(90, 0, List.of("CCS2", "CCS1"), null)))).booted();

        world.order("RequestStartTransaction", START);
        world.pass(Duration.ofSeconds(5));

        assertThat(states(world, 1, 1)).endsWith("Occupied");
        assertThat(states(world, 1, 2)).endsWith("Unavailable");
    }

    @Test
    void waitsForTheTransactionBeforeAResetOnIdle() {
        var world = World.quiet(Version.V201).booted();
        var answer = (Frame.CallResult) world.order("RequestStartTransaction", START);
        world.pass(Duration.ofSeconds(5));

        assertThat(world.status("Reset", "{'type':'OnIdle'}")).isEqualTo("Scheduled");
        world.pass(Duration.ofSeconds(20));
        assertThat(world.csms.payloads("BootNotification")).hasSize(1);
        world.order("RequestStopTransaction", "{'transactionId':'" + answer.payload().path("transactionId").asString() + "'}");
        world.pass(Duration.ofSeconds(20));

        assertThat(world.csms.payloads("BootNotification")).hasSize(2);
        assertThat(world.csms.payloads("BootNotification").getLast().path("reason").asString()).isEqualTo("ScheduledReset");
        world.everythingSaidWasValid();
    }

    @Test
    void anImmediateResetEndsTheTransactionFirst() {
        var world = World.quiet(Version.V201).booted();
        world.order("RequestStartTransaction", START);
        world.pass(Duration.ofSeconds(5));

        assertThat(world.status("Reset", "{'type':'Immediate'}")).isEqualTo("Accepted");
        world.pass(Duration.ofSeconds(20));

        JsonNode ended = world.csms.payloads("TransactionEvent").getLast();
        assertThat(ended.path("transactionInfo").path("stoppedReason").asString()).isEqualTo("ImmediateReset");
        assertThat(world.csms.payloads("BootNotification").getLast().path("reason").asString()).isEqualTo("RemoteReset");
    }

    @Test
    void showsChangesAndReportsItsVariables() {
        var world = World.quiet(Version.V201).booted();

        var set = (Frame.CallResult) world.order("SetVariables",
                "{'setVariableData':[{'component':{'name':'OCPPCommCtrlr'},'variable':{'name':'HeartbeatInterval'},'attributeValue':'20'},"
                        + "{'component':{'name':'Nothing'},'variable':{'name':'X'},'attributeValue':'1'}]}");
        assertThat(set.payload().path("setVariableResult")).extracting(one -> one.path("attributeStatus").asString())
                .containsExactly("Accepted", "UnknownComponent");
        var got = (Frame.CallResult) world.order("GetVariables",
                "{'getVariableData':[{'component':{'name':'OCPPCommCtrlr'},'variable':{'name':'HeartbeatInterval'}},"
                        + "{'component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}}]}");
        assertThat(got.payload().path("getVariableResult").path(0).path("attributeValue").asString()).isEqualTo("20");
        assertThat(got.payload().path("getVariableResult").path(1).path("attributeStatus").asString()).isEqualTo("Rejected");

        assertThat(world.status("GetBaseReport", "{'requestId':3,'reportBase':'FullInventory'}")).isEqualTo("Accepted");
        List<JsonNode> parts = world.csms.payloads("NotifyReport");
        assertThat(parts.size()).isGreaterThan(1);
        assertThat(parts.getFirst().path("tbc").asBoolean()).isTrue();
        assertThat(parts.getLast().path("tbc").asBoolean()).isFalse();
        world.everythingSaidWasValid();
    }

    @Test
    void obeysTheOtherOrders() {
        var world = World.quiet(Version.V201).booted();
        world.order("RequestStartTransaction", START);
        world.pass(Duration.ofSeconds(3));

        for (String message : List.of("BootNotification", "Heartbeat", "MeterValues", "StatusNotification", "TransactionEvent",
                "FirmwareStatusNotification", "LogStatusNotification")) {
            int before = world.csms.payloads(message).size();
            assertThat(world.status("TriggerMessage", "{'requestedMessage':'" + message + "'}")).isEqualTo("Accepted");
            assertThat(world.csms.payloads(message).size()).as(message).isGreaterThan(before);
        }
        assertThat(world.status("TriggerMessage", "{'requestedMessage':'SignV2GCertificate'}")).isEqualTo("NotImplemented");
        assertThat(world.status("ChangeAvailability", "{'operationalStatus':'Inoperative','evse':{'id':2}}")).isEqualTo("Accepted");
        assertThat(states(world, 2, 1)).endsWith("Unavailable");
        assertThat(world.status("ChangeAvailability", "{'operationalStatus':'Inoperative'}")).isEqualTo("Scheduled");
        assertThat(world.status("ReserveNow",
                "{'id':1,'expiryDateTime':'2026-01-01T11:00:00Z','evseId':1,'idToken':{'idToken':'A','type':'Central'}}"))
                .isEqualTo("Occupied");
        assertThat(world.status("ClearCache", "{}")).isEqualTo("Accepted");
        assertThat(world.status("ClearChargingProfile", "{'chargingProfileId':9}")).isEqualTo("Unknown");
        assertThat(world.order("CustomerInformation", "{'requestId':1,'report':true,'clear':false}"))
                .isInstanceOfSatisfying(Frame.CallError.class, error -> assertThat(error.code()).isEqualTo("NotImplemented"));
        world.everythingSaidWasValid();
    }

    @Test
    void tellsThatAReservationExpired() {
        var world = World.quiet(Version.V201).booted();
        assertThat(world.status("ReserveNow",
                "{'id':8,'expiryDateTime':'2026-01-01T10:02:00Z','evseId':1,'idToken':{'idToken':'A','type':'Central'}}"))
                .isEqualTo("Accepted");

        world.pass(Duration.ofMinutes(3));

        assertThat(world.csms.payloads("ReservationStatusUpdate")).hasSize(1);
        assertThat(states(world, 1, 1)).containsExactly("Available", "Reserved", "Available");
        world.everythingSaidWasValid();
    }

    private static List<JsonNode> eventsOfFirstTransaction(World world) {
        var events = new ArrayList<>(world.csms.payloads("TransactionEvent"));
        String id = events.getFirst().path("transactionInfo").path("transactionId").asString();
        events.removeIf(event -> !event.path("transactionInfo").path("transactionId").asString().equals(id));
        return events;
    }

    private static List<String> states(World world, int evse, int connector) {
        return world.csms.payloads("StatusNotification").stream()
                .filter(status -> status.path("evseId").asInt() == evse && status.path("connectorId").asInt() == connector)
                .map(status -> status.path("connectorStatus").asString()).toList();
    }

    private static double register(JsonNode event) { return measurand(event, "Energy.Active.Import.Register"); }

    private static double measurand(JsonNode event, String name) {
        for (JsonNode value : event.path("meterValue").path(0).path("sampledValue"))
            if (value.path("measurand").asString().equals(name)) return value.path("value").asDouble();
        throw new AssertionError("no " + name + " in " + event);
    }
}
