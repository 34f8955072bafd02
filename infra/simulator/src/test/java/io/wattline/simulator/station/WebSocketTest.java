package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.simulator.rpc.Frame;
import io.wattline.simulator.rpc.Network;
import io.wattline.simulator.station.StationSpec.EvseSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Stations on real sockets; their time runs 100 times faster. */
class WebSocketTest {
    private final FastScheduler time = new FastScheduler(100);
    private final Network network = new Network(1);
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private @Nullable ScriptedServer server;
    private @Nullable Station station;

    @AfterEach
    void close() {
        if (station != null) station.powerDown().join();
        network.close();
        if (server != null) server.close();
        time.dispose();
    }

    @ParameterizedTest
    @EnumSource
    void aWholeSessionPassesOverTheWire(Version version) throws Exception {
        var csms = connect(version, true, null, 0);

        csms.await("a transaction from start to end", () -> version == Version.V16
                ? !csms.payloads("StopTransaction").isEmpty()
                : csms.payloads("TransactionEvent").stream().anyMatch(event -> event.path("eventType").asString().equals("Ended")));

        assertThat(server.handshakes).first().isEqualTo("/ocpp/TEST1 " + version.subprotocol() + " null");
        assertThat(csms.violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRemoteStartIsObeyed(Version version) throws Exception {
        var csms = connect(version, false, null, 0);
        csms.await("connectors reported", () -> csms.payloads("StatusNotification").size() == (version == Version.V16 ? 2 : 1));

        var question = version == Version.V16
                ? csms.question("RemoteStartTransaction", "{'connectorId':1,'idTag':'TAG1'}")
                : csms.question("RequestStartTransaction", "{'evseId':1,'remoteStartId':5,'idToken':{'idToken':'TAG1','type':'ISO14443'}}");
        server.send(question.text());
        String start = version == Version.V16 ? "StartTransaction" : "TransactionEvent";
        csms.await("the transaction", () -> !csms.payloads(start).isEmpty());

        assertThat(csms.answerTo(question)).isInstanceOfSatisfying(Frame.CallResult.class,
                answer -> assertThat(answer.payload().path("status").asString()).isEqualTo("Accepted"));
        assertThat(csms.violations).isEmpty();
    }

    @Test
    void showsItsPasswordAndKeepsTryingUntilItIsLetIn() throws Exception {
        var csms = connect(Version.V16, false, "correct horse", 2);

        csms.await("the boot", () -> !csms.payloads("BootNotification").isEmpty());

        String login = "Basic " + Base64.getEncoder().encodeToString("TEST1:correct horse".getBytes(StandardCharsets.UTF_8));
        assertThat(server.handshakes).hasSize(3).allMatch(handshake -> handshake.endsWith(login));
        assertThat(journal).anyMatch(line -> line.contains("could not connect") && line.contains("401"));
    }

    @Test
    void connectsAgainAndReplaysAfterTheServerHungUp() throws Exception {
        var csms = connect(Version.V201, true, null, 0);
        csms.await("some readings", () -> csms.payloads("TransactionEvent").size() > 5);

        server.refusals.set(3);
        server.hangUp();
        csms.await("what happened meanwhile",
                () -> csms.payloads("TransactionEvent").stream().anyMatch(event -> event.path("offline").asBoolean(false)));
        int told = csms.payloads("TransactionEvent").size();
        csms.await("life goes on", () -> csms.payloads("TransactionEvent").size() > told + 3);

        List<JsonNode> events = csms.payloads("TransactionEvent");
        assertThat(events).extracting(event -> Instant.parse(event.path("timestamp").asString())).isSorted();
        assertThat(csms.violations).isEmpty();
    }

    private CentralSystem connect(Version version, boolean visitors, @Nullable String password, int refusals) {
        var csms = new CentralSystem(version, () -> Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS)));
        var fresh = new ScriptedServer(csms);
        fresh.refusals.set(refusals);
        server = fresh;
        var spec = new StationSpec("TEST1", version, null, "Maker", "Model", "1.0", "S-1", null, password, List.of("TAG1"), visitors,
                List.of(new EvseSpec(22, 3, List.of("Type2"), 1)));
        station = new Station(spec, Pace.DEMO, login -> network.dialer(URI.create(fresh.base() + "/TEST1"), version.subprotocol(), login),
                network.courier(), time, 7, (_, sentence) -> journal.add(sentence));
        station.start();
        return csms;
    }
}
