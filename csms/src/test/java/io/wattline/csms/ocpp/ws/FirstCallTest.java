package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.ocpp.ws.RawStation.Frame;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.StationCommand.ClearCache;
import org.junit.jupiter.api.Test;

class FirstCallTest {
    private static final String BOOT = "[2,'1','BootNotification',{'chargePointVendor':'V','chargePointModel':'M'}]";

    @Test
    void aStationIsAskedNothingBeforeItsBootIsAnswered() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.quiet-period=1h");
                var station = RawStation.connected(endpoint.port(), "/ocpp/BOOTER", "ocpp1.6")) {
            endpoint.link("BOOTER").send(new ClearCache()).subscribe();

            assertThat(station.sends(BOOT).receives().text()).startsWith("[3,");
            assertThat(station.receives().text()).contains("ClearCache");
        }
    }

    @Test
    void aStationThatDoesNotBootIsAskedAfterAQuietPeriod() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.quiet-period=1500ms");
                var station = RawStation.connected(endpoint.port(), "/ocpp/QUIET", "ocpp1.6")) {
            long begin = System.nanoTime();
            endpoint.link("QUIET").send(new ClearCache()).subscribe();

            Frame call = station.receives();

            assertThat(call.text()).contains("ClearCache");
            assertThat(System.nanoTime() - begin).isGreaterThan(500_000_000L);
        }
    }

    @Test
    void aStationThatOwesAPongIsNotWaitedFor() {
        try (var endpoint = new TestEndpoint("wattline.ocpp.ping-interval=2s", "wattline.ocpp.pong-timeout=20ms");
                var station = RawStation.connected(endpoint.port(), "/ocpp/STALE", "ocpp1.6")) {
            station.answersPing().ignoresPing();

            var progress = await().until(() -> endpoint.link("STALE").send(new ClearCache()).next().toFuture().join(),
                    Answered.class::isInstance);

            assertThat(progress.toString()).contains("Unreachable", "the station has not answered a ping");
        }
    }
}
