package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.simulator.rpc.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OfflineTest {
    private static final String START_16 = "{'connectorId':1,'idTag':'TAG1'}";
    private static final String START_2 = "{'evseId':1,'remoteStartId':1,'idToken':{'idToken':'TAG1','type':'ISO14443'}}";

    @Test
    void goesOnChargingAndReplaysInOrderWithTheOriginalTimes() {
        var world = World.quiet(Version.V201).booted();
        world.order("RequestStartTransaction", START_2);
        world.pass(Duration.ofSeconds(10));
        int before = world.csms.payloads("TransactionEvent").size();

        Instant cutAt = world.now();
        world.cut();
        world.pass(Duration.ofMinutes(1));
        Instant mendedAt = world.now();
        world.mend();
        world.pass(Duration.ofMinutes(2));

        List<JsonNode> all = world.csms.payloads("TransactionEvent");
        List<JsonNode> offline = all.stream().filter(event -> event.path("offline").asBoolean(false)).toList();
        assertThat(offline.size()).isGreaterThanOrEqualTo(12);
        assertThat(offline).extracting(event -> Instant.parse(event.path("timestamp").asString())).isSorted()
                .allMatch(at -> !at.isBefore(cutAt)).anyMatch(at -> at.isBefore(mendedAt.minusSeconds(50)));
        assertThat(all).extracting(event -> event.path("seqNo").asInt()).isSorted().doesNotHaveDuplicates();
        assertThat(all.size()).isGreaterThan(before + offline.size());
        assertThat(world.csms.payloads("BootNotification")).hasSize(1);
        world.everythingSaidWasValid();
    }

    @Test
    void aTransactionBegunAndEndedOfflineIsToldAfterwards() {
        var world = new World(World.spec(Version.V16, true));
        world.station.start();
        world.pass(Duration.ofMillis(500));

        world.cut();
        world.pass(Duration.ofMinutes(18));
        assertThat(world.csms.payloads("StartTransaction")).isEmpty();
        Instant mendedAt = world.now();
        world.mend();
        world.pass(Duration.ofMinutes(2));

        List<String> told = world.csms.calls.stream().map(Frame.Call::action).filter(action -> action.endsWith("Transaction")).toList();
        JsonNode start = world.csms.payloads("StartTransaction").getFirst();
        JsonNode stop = world.csms.payloads("StopTransaction").getFirst();
        assertThat(told).startsWith("StartTransaction").contains("StopTransaction");
        assertThat(Instant.parse(start.path("timestamp").asString())).isBefore(World.START.plusSeconds(30));
        assertThat(Instant.parse(stop.path("timestamp").asString())).isBefore(mendedAt);
        assertThat(stop.path("transactionId").asInt()).isEqualTo(1);
        world.everythingSaidWasValid();
    }

    @Test
    void repeatsAnUnansweredTransactionMessageWithTheSameIdAndText() {
        var world = World.quiet(Version.V16).booted();
        world.csms.when("StartTransaction", _ -> null);
        world.order("RemoteStartTransaction", START_16);
        world.pass(Duration.ofMinutes(1));
        world.csms.answerProperly("StartTransaction");
        world.pass(Duration.ofMinutes(1));

        List<Frame.Call> starts = world.csms.calls.stream().filter(call -> call.action().equals("StartTransaction")).toList();
        assertThat(starts.size()).isGreaterThan(1);
        assertThat(starts).allMatch(starts.getFirst()::equals);
        assertThat(world.csms.payloads("MeterValues")).isNotEmpty().allMatch(reading -> reading.path("transactionId").asInt() == 1);
    }

    @Test
    void repeatsATransactionMessageThatWasLostWithTheConnection() {
        var world = World.quiet(Version.V16).booted();
        var lost = new AtomicBoolean();
        world.csms.when("StartTransaction", call -> {
            if (lost.compareAndSet(false, true)) return null;
            return new Frame.CallResult(call.id(), CentralSystem.json("{'transactionId':3,'idTagInfo':{'status':'Accepted'}}"));
        });
        world.order("RemoteStartTransaction", START_16);
        world.pass(Duration.ofSeconds(3));
        world.cut();
        world.mend();
        world.pass(Duration.ofSeconds(20));

        assertThat(world.csms.calls).filteredOn(call -> call.action().equals("StartTransaction")).hasSize(2).extracting(Frame.Call::id)
                .containsOnly(
                        world.csms.calls.stream().filter(call -> call.action().equals("StartTransaction")).findFirst().orElseThrow().id());
    }

    @Test
    void givesUpOnATransactionMessageThatIsRefusedAgainAndAgain() {
        var world = World.quiet(Version.V16).booted();
        world.csms.when("StartTransaction", call -> new Frame.CallError(call.id(), "InternalError", "no"));

        world.order("RemoteStartTransaction", START_16);
        world.pass(Duration.ofMinutes(3));

        assertThat(world.csms.payloads("StartTransaction")).hasSize(3);
        assertThat(world.csms.payloads("MeterValues")).isEmpty();
    }

    @Test
    void endsItsTransactionBeforeItGoesDownForGood() {
        var world = World.quiet(Version.V16).booted();
        world.order("RemoteStartTransaction", START_16);
        world.pass(Duration.ofSeconds(10));

        var down = world.station.powerDown();
        world.pass(Duration.ofSeconds(1));

        assertThat(down).isCompleted();
        assertThat(world.csms.payloads("StopTransaction").getFirst().path("reason").asString()).isEqualTo("PowerLoss");
        int said = world.csms.calls.size();
        world.pass(Duration.ofMinutes(10));
        assertThat(world.csms.calls).hasSize(said);
    }

    @Test
    void comesBackWithGrowingPausesWhileNobodyAnswers() {
        var world = World.quiet(Version.V16).booted();

        world.cut();
        world.pass(Duration.ofMinutes(10));

        long attempts = world.journal.stream().filter(line -> line.contains("could not connect")).count();
        assertThat(attempts).isBetween(10L, 25L);
        world.mend();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.journal.getLast()).contains("connected again");
    }

    @Test
    void takesAConnectionForDeadThatSwallowsThreeCalls() {
        var world = World.quiet(Version.V16).booted();
        world.csms.when("Heartbeat", _ -> null);
        world.order("ChangeConfiguration", "{'key':'HeartbeatInterval','value':'10'}");

        world.pass(Duration.ofMinutes(3));

        assertThat(world.journal).anyMatch(line -> line.contains("given up by the station"))
                .anyMatch(line -> line.contains("connected again"));
    }
}
