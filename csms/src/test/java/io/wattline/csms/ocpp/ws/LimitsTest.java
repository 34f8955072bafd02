package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.event.StatusChanged;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final String TWO_A_SECOND = "wattline.ocpp.messages.per-minute=120";
    private static final String BURST_OF_FIVE = "wattline.ocpp.messages.burst=5";

    @Test
    void aStationThatSendsTooMuchIsSlowedAndLosesNothing() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.messages.per-minute=3000", BURST_OF_FIVE);
                var station = RawStation.connected(endpoint.port(), "/ocpp/EAGER", "ocpp1.6")) {
            long begin = System.nanoTime();
            for (int n = 0; n < 55; n++) station.sends(status(n));

            for (int n = 0; n < 55; n++) station.answers("[3,'" + n + "',{}]");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("50 messages at 50 a second")
                    .isGreaterThan(Duration.ofMillis(950));
            assertThat(endpoint.link("EAGER").isThrottled()).isTrue();
            assertThat(endpoint.metric("wattline.ocpp.slowed")).isPositive();
        }
    }

    @Test
    void aStationThatComesAgainHasNoNewBurstAndLosesNothing() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.messages.per-minute=3000", BURST_OF_FIVE)) {
            long begin = System.nanoTime();
            for (int connection = 0; connection < 5; connection++)
                try (var station = RawStation.connected(endpoint.port(), "/ocpp/FLOOD", "ocpp1.6")) {
                    for (int n = 0; n < 11; n++) station.sends(status(10 * connection + n));
                    for (int n = 0; n < 11; n++) station.answers("[3,'" + (10 * connection + n) + "',{}]");
                }

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("50 messages at 50 a second, after a burst of five")
                    .isGreaterThan(Duration.ofMillis(950));
            assertThat(endpoint.central().facts).filteredOn(StatusChanged.class::isInstance).hasSize(55);
        }
    }

    @Test
    void aSecondConnectionWhileTheFirstStandsHasNoNewBurstEither() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.messages.per-minute=1", "wattline.ocpp.messages.burst=2");
                var first = RawStation.connected(endpoint.port(), "/ocpp/TWICE", "ocpp1.6")) {
            for (int n = 1; n <= 2; n++) first.sends(status(n)).answers("[3,'" + n + "',{}]");

            try (var second = RawStation.connected(endpoint.port(), "/ocpp/TWICE", "ocpp1.6");
                    var other = RawStation.connected(endpoint.port(), "/ocpp/OTHER", "ocpp1.6")) {
                second.sends(status(3));
                await().untilAsserted(() -> assertThat(endpoint.link("TWICE").isThrottled()).isTrue());
                other.sends(status(4)).answers("[3,'4',{}]");
            }
        }
    }

    @Test
    void theHourHasALimitToo() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.messages.per-minute=0", "wattline.ocpp.messages.per-hour=5", BURST_OF_FIVE);
                var station = RawStation.connected(endpoint.port(), "/ocpp/HOURLY", "ocpp1.6")) {
            for (int n = 0; n < 11; n++) station.sends(status(n));

            for (int n = 0; n < 10; n++) station.answers("[3,'" + n + "',{}]");
            await().untilAsserted(() -> assertThat(endpoint.link("HOURLY").isThrottled()).isTrue());
        }
    }

    @Test
    void answersAndPingsDoNotWaitWithTheMessagesOfASlowedStation() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.messages.per-minute=1", "wattline.ocpp.messages.burst=1");
                var station = RawStation.connected(endpoint.port(), "/ocpp/BUSY", "ocpp1.6")) {
            station.sends(status(1)).answers("[3,'1',{}]").sends(status(2));
            await().untilAsserted(() -> assertThat(endpoint.link("BUSY").isThrottled()).isTrue());

            var answer = endpoint.link("BUSY").send(new ClearCache()).collectList().toFuture();
            String call = station.receives().text();
            station.sends("[3," + call.split(",")[1] + ",{'status':'Accepted'}]").sends(RawStation.PING, true, new byte[]{7});

            assertThat(answer.join()).hasSize(2);
            assertThat(station.receives().opcode()).isEqualTo(RawStation.PONG);
        }
    }

    @Test
    void aSlowedStationIsNotTakenForASilentOne() {
        try (var endpoint = new TestEndpoint(TWO_A_SECOND, "wattline.ocpp.messages.burst=1", "wattline.ocpp.ping-interval=50ms",
                "wattline.ocpp.pong-timeout=20ms"); var station = RawStation.connected(endpoint.port(), "/ocpp/WAITER", "ocpp1.6")) {
            station.answersPing();
            for (int n = 0; n < 4; n++) station.sends(status(n));

            for (int n = 0; n < 4; n++) station.answers("[3,'" + n + "',{}]");
        }
    }

    @Test
    void anAddressThatKnocksTooOftenIsToldWhenToComeAgain() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.attempts.burst=2", "wattline.ocpp.attempts.per-minute=1")) {
            try (var first = RawStation.connected(endpoint.port(), "/ocpp/K1", "ocpp1.6");
                    var second = RawStation.plain(endpoint.port(), "GET /ocpp/K2");
                    var third = RawStation.connect(endpoint.port(), "/ocpp/K3", "Sec-WebSocket-Protocol: ocpp1.6")) {
                assertThat(second.status).isEqualTo(426);
                assertThat(third.status).isEqualTo(429);
                assertThat(Integer.parseInt(third.headers.get("Retry-After"))).isBetween(1, 60);
                assertThat(third.body()).contains("\"code\":\"rate_limited\"");
                first.sends(status(1)).answers("[3,'1',{}]");
            }
        }
    }

    private static String status(int id) {
        return "[2,'" + id + "','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available','vendorId':'" + id + "'}]";
    }
}
