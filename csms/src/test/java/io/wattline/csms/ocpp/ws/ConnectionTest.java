package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.ocpp.StationLink;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandProgress.Sent;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.StationCommand;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StationEvent;
import io.wattline.model.station.StationId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ConnectionTest {
    private static final String AVAILABLE = "[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]";
    private static TestEndpoint endpoint;

    @BeforeAll
    static void start() { endpoint = new TestEndpoint("wattline.ocpp.max-frame-size=2KB"); }

    @AfterAll
    static void stop() { endpoint.close(); }

    @Test
    void comingAndGoingAreTold() {
        var station = connected("GOER");
        awaitLink("GOER");
        station.close();

        await().untilAsserted(() -> assertThat(factsOf("GOER")).hasSize(2));
        assertThat(factsOf("GOER").getFirst()).isInstanceOf(StationConnected.class);
        assertThat(factsOf("GOER").getLast()).isInstanceOf(StationDisconnected.class);
        assertThat(endpoint.links().find(new AccountId("demo"), new StationId("GOER"))).isEmpty();
    }

    @Test
    void aConnectionThatCannotBeStoredIsToBeMadeAgain() {
        try (var station = connected("UNSTORED")) {
            station.isClosed(1011, "");

            await().until(() -> endpoint.links().find(new AccountId("demo"), new StationId("UNSTORED")).isEmpty());
        }
    }

    @Test
    void theNewestSocketWinsAndTheLateEndOfTheOldOneChangesNothing() {
        try (var old = connected("TWICE")) {
            var first = awaitLink("TWICE");
            try (var fresh = connected("TWICE")) {
                old.isClosed(1000, "replaced");

                await().untilAsserted(() -> assertThat(awaitLink("TWICE")).isNotSameAs(first));
                fresh.sends(AVAILABLE).answers("[3,'1',{}]");
                assertThat(factsOf("TWICE")).hasAtLeastOneElementOfType(StationConnected.class)
                        .noneMatch(StationDisconnected.class::isInstance);
            }
        }
        await().untilAsserted(() -> assertThat(factsOf("TWICE").getLast()).isInstanceOf(StationDisconnected.class));
        assertThat(factsOf("TWICE").stream().filter(StationDisconnected.class::isInstance)).hasSize(1);
    }

    @Test
    void whatWasAskedOverASocketThatIsReplacedIsUnreachable() {
        try (var old = connected("MOVER")) {
            var asked = awaitLink("MOVER").send(new StationCommand.ClearCache()).collectList().toFuture();
            assertThat(old.receives().text()).contains("ClearCache");
            try (var _ = connected("MOVER")) {
                assertThat(asked.join().getLast().toString()).contains("Unreachable", "the connection ended: replaced");
            }
        }
    }

    @Test
    void theVersionBelongsToTheConnection() {
        String status2 = "[2,'1','StatusNotification',{'timestamp':'2026-01-01T10:00:00Z','connectorStatus':'Available','evseId':1,'connectorId':1}]";
        try (var probe = connected("PROBE")) {
            probe.sends(AVAILABLE).answers("[3,'1',{}]");
        }
        try (var station = RawStation.connected(endpoint.port(), "/ocpp/PROBE", "ocpp2.0.1")) {
            station.sends(status2).answers("[3,'1',{}]");
        }
        try (var station = connected("PROBE")) {
            station.sends(AVAILABLE).answers("[3,'1',{}]");
        }
    }

    @Test
    void aCommandGoesOutAndItsAnswerComesBack() {
        try (var station = connected("ASKED")) {
            var progress = awaitLink("ASKED").send(new StationCommand.RemoteStart(new IdToken("TAG1"), 1, null, 5));

            StepVerifier.create(progress)
                    .expectNext(new Sent("RemoteStartTransaction", "{\"idTag\":\"TAG1\",\"connectorId\":1}"))
                    .then(() -> {
                        String call = station.receives().text();
                        station.sends("[3," + call.split(",")[1] + ",{'status':'Accepted'}]");
                    })
                    .expectNext(new Answered(new CommandResult.Accepted(), "{\"status\":\"Accepted\"}"))
                    .verifyComplete();
        }
    }

    @Test
    void whatWasAskedOfAStationThatLeftIsUnreachable() {
        var station = connected("LEAVER");
        StepVerifier.create(awaitLink("LEAVER").send(new StationCommand.ClearCache()))
                .assertNext(_ -> station.close())
                .expectNextMatches(last -> last instanceof Answered answered && answered.result() instanceof CommandResult.Unreachable)
                .verifyComplete();
    }

    @Test
    void aMessageOverTheLimitEndsTheConnectionAsTooBig() {
        try (var station = connected("LARGE")) {
            station.sends("[2,'1','DataTransfer',{'vendorId':'" + "x".repeat(3000) + "'}]").isClosed(1009, "");
        }
    }

    @Test
    void fragmentsAreJoinedAndTheirSumIsLimitedToo() {
        byte[] half = AVAILABLE.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        try (var station = connected("PARTS")) {
            station.sends(RawStation.TEXT, false, java.util.Arrays.copyOf(half, 20))
                    .sends(0, true, java.util.Arrays.copyOfRange(half, 20, half.length))
                    .answers("[3,'1',{}]");

            station.sends(RawStation.TEXT, false, "x".repeat(1500).getBytes(StandardCharsets.UTF_8))
                    .sends(0, true, "x".repeat(1500).getBytes(StandardCharsets.UTF_8))
                    .isClosed(1009, "larger than 2048 bytes");
        }
    }

    @Test
    void aBinaryMessageIsRefusedAndTheSocketStaysOpen() {
        try (var station = connected("BINARY")) {
            station.sends(RawStation.BINARY, true, AVAILABLE.getBytes(StandardCharsets.UTF_8))
                    .answers("[4,'-1','FormationViolation','OCPP messages are text, not binary',{}]")
                    .sends(AVAILABLE).answers("[3,'1',{}]");
        }
    }

    @Test
    void aPingOfTheStationIsAnsweredWithItsPayload() {
        try (var station = connected("PINGER")) {
            var pong = station.sends(RawStation.PING, true, new byte[]{1, 2, 3}).receives();

            assertThat(pong.opcode()).isEqualTo(RawStation.PONG);
            assertThat(pong.payload()).containsExactly(1, 2, 3);
        }
    }

    private static RawStation connected(String id) { return RawStation.connected(endpoint.port(), "/ocpp/" + id, "ocpp1.6"); }

    private static StationLink awaitLink(String id) {
        return await().until(() -> endpoint.links().find(new AccountId("demo"), new StationId(id)), java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static List<StationEvent> factsOf(String id) {
        return endpoint.central().facts.stream().filter(fact -> fact.station().value().equals(id)).toList();
    }
}
