package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StatusChanged;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ShutdownTest {
    @Test
    void atShutdownStationsAreSentAwayAtOnceAndThatIsTold() {
        var closing = new TestEndpoint("server.shutdown=graceful");
        try (var station = RawStation.connected(closing.port(), "/ocpp/CP1", "ocpp1.6")) {
            station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]")
                    .answers("[3,'1',{}]");
            var central = closing.central();

            closing.close();

            station.isClosed(1001, "restarts");
            assertThat(central.facts).hasExactlyElementsOfTypes(StationConnected.class, StatusChanged.class, StationDisconnected.class);
        }
    }

    @Test
    void manyStationsAreSentAwayInWavesAndNoneIsForgotten() {
        var closing = new TestEndpoint("server.shutdown=graceful");
        List<RawStation> stations = IntStream.range(0, 230)
                .mapToObj(n -> RawStation.connected(closing.port(), "/ocpp/W" + n, "ocpp1.6")).toList();
        var central = closing.central();
        await().until(() -> closing.links().all().size() == stations.size());

        closing.close();

        stations.forEach(station -> station.isClosed(1001, "restarts").close());
        assertThat(central.facts).filteredOn(StationDisconnected.class::isInstance).hasSize(stations.size());
    }

    @Test
    void fewAreOneWaveAndManyAreTwenty() {
        StepVerifier.withVirtualTime(() -> Waves.of(numbers(7))).expectSubscription().expectNext(numbers(7)).verifyComplete();
        StepVerifier.withVirtualTime(() -> Waves.of(numbers(230)).map(List::size))
                .expectSubscription().expectNext(100)
                .expectNoEvent(Duration.ofMillis(100)).expectNext(100)
                .expectNoEvent(Duration.ofMillis(100)).expectNext(30).verifyComplete();
        StepVerifier.withVirtualTime(() -> Waves.of(numbers(10_000)).map(List::size).collectList())
                .thenAwait(Duration.ofMillis(1_900)).expectNext(Collections.nCopies(20, 500)).verifyComplete();
    }

    private static List<Integer> numbers(int count) { return IntStream.range(0, count).boxed().toList(); }
}
