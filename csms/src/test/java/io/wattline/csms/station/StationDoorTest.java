package io.wattline.csms.station;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What an operator changes of a station, seen from the station's end of the wire. */
@CsmsTest
class StationDoorTest {
    @LocalServerPort
    private int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private Rest owner;
    private String id;

    @BeforeEach
    void signIn() {
        owner = Rest.as(Rest.OWNER, port);
        id = "D-" + UUID.randomUUID();
    }

    @AfterEach
    void hangUp() { http.close(); }

    @Test
    void aConnectedStationIsShownOnline() {
        Station station = connect(null);

        JsonNode shown = json(owner.get("/api/v1/stations/{id}", id), 200);
        assertThat(shown.get("online").asBoolean()).isTrue();
        assertThat(shown.get("ocppVersion").asString()).isEqualTo("1.6");
        assertThat(Instant.parse(shown.get("connectedAt").asString())).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(Instant.parse(shown.get("lastSeenAt").asString())).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        station.socket.abort();
    }

    @Test
    void disablingDropsTheConnectionAndKeepsTheDoorShut() {
        Station station = connect(null);

        json(owner.patch("/api/v1/stations/{id}", "{'enabled':false}", id), 200);

        assertThat(station.closed()).isEqualTo("The station was disabled.");
        assertThat(refusal(null)).isEqualTo(403);
    }

    @Test
    void aNewPasswordDropsTheConnectionAndIsAskedFor() {
        Station station = connect(null);

        json(owner.patch("/api/v1/stations/{id}", "{'password':'open sesame'}", id), 200);

        assertThat(station.closed()).isEqualTo("The password was changed.");
        assertThat(refusal(null)).isEqualTo(401);
        assertThat(refusal("open sesam")).isEqualTo(401);
        connect("open sesame").socket.abort();
    }

    @Test
    void otherChangesLeaveTheConnectionAlone() {
        Station station = connect(null);

        json(owner.patch("/api/v1/stations/{id}", "{'name':'Renamed','pricePerKwh':0.5}", id), 200);

        assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).get("online").asBoolean()).isTrue();
        assertThat(station.end.isDone()).isFalse();
        station.socket.abort();
    }

    @Test
    void deletingDropsTheConnection() {
        Station station = connect(null);

        owner.delete("/api/v1/stations/{id}", id).expectStatus().isNoContent();

        assertThat(station.closed()).isEqualTo("The station was removed.");
    }

    @Test
    void aStrangerThatNamesAnAccountWithoutStrangersIsRefused() {
        Throwable refused = catchThrowable(() -> open(URI.create("ws://localhost:" + port + "/ocpp/" + id + "/nordic"), null));

        assertThat(statusOf(refused)).isEqualTo(404);
    }

    private Station connect(@Nullable String password) { return open(URI.create("ws://localhost:" + port + "/ocpp/" + id), password); }

    private int refusal(@Nullable String password) { return statusOf(catchThrowable(() -> connect(password))); }

    private static int statusOf(Throwable refused) { return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode(); }

    private Station open(URI address, @Nullable String password) {
        var builder = http.newWebSocketBuilder().subprotocols("ocpp1.6");
        if (password != null)
            builder.header("Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((id + ":" + password).getBytes(StandardCharsets.UTF_8)));
        var end = new CompletableFuture<String>();
        WebSocket socket = builder.buildAsync(address, new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
                end.complete(reason);
                return null;
            }
        }).join();
        return new Station(socket, end);
    }

    private record Station(WebSocket socket, CompletableFuture<String> end) {
        String closed() { return end.orTimeout(10, TimeUnit.SECONDS).join(); }
    }
}
