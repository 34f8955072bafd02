package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.Quirks;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/** X40: permessage-deflate breaks many stations, so it is agreed to with makes that are known to bear it. Source: RFC 7692. */
class CompressionTest {
    private static final String AVAILABLE = "[2,\"1\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}]";
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final Quirks BEARS_IT = new Quirks(null, null, null, null, null, null, null, null, true, null);
    private static TestEndpoint endpoint;

    @BeforeAll
    static void start() { endpoint = new TestEndpoint("wattline.ocpp.max-frame-size=2KB"); }

    @AfterAll
    static void stop() { endpoint.close(); }

    @BeforeEach
    void knownGood() { endpoint.central().manners = new Manners(false, BEARS_IT); }

    @Test
    void aMakeThatIsNotKnownToBearItIsNotGivenIt() {
        endpoint.central().manners = Manners.TOLERANT;
        try (var station = offering("PLAIN")) {
            assertThat(station.headers).doesNotContainKey("Sec-WebSocket-Extensions");
            station.sends(AVAILABLE).answers("[3,'1',{}]");
        }
    }

    @Test
    void aMakeThatIsGetsItAndBothSidesCompress() throws DataFormatException {
        try (var station = offering("DEFLATE")) {
            assertThat(station.headers.get("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");

            var answer = station.sends(RawStation.TEXT | RawStation.COMPRESSED, true, deflated(AVAILABLE)).receives();

            assertThat(answer.isCompressed()).isTrue();
            assertThat(inflated(answer.payload())).isEqualTo("[3,\"1\",{}]");
        }
    }

    @Test
    void aMakeThatIsMaySendPlainMessagesAndOffersNothingWhenItDoesNotLike() throws DataFormatException {
        try (var station = offering("MIXED")) {
            assertThat(inflated(station.sends(AVAILABLE).receives().payload())).isEqualTo("[3,\"1\",{}]");
        }
        try (var station = RawStation.connected(endpoint.port(), "/ocpp/SILENT", "ocpp1.6")) {
            assertThat(station.headers).doesNotContainKey("Sec-WebSocket-Extensions");
            station.sends(AVAILABLE).answers("[3,'1',{}]");
        }
    }

    @Test
    void aCompressedMessageMayComeInFragments() throws DataFormatException {
        byte[] whole = deflated(AVAILABLE);
        try (var station = offering("FRAGMENTS")) {
            var answer = station.sends(RawStation.TEXT | RawStation.COMPRESSED, false, Arrays.copyOf(whole, 10))
                    .sends(0, false, Arrays.copyOfRange(whole, 10, 30))
                    .sends(0, true, Arrays.copyOfRange(whole, 30, whole.length)).receives();

            assertThat(inflated(answer.payload())).isEqualTo("[3,\"1\",{}]");
        }
    }

    @Test
    void whatGrowsBeyondTheLimitEndsTheConnection() {
        byte[] bomb = deflated(" ".repeat(1_000_000));
        assertThat(bomb.length).isLessThan(2_000);
        try (var station = offering("BOMB")) {
            station.sends(RawStation.TEXT | RawStation.COMPRESSED, true, bomb).isClosed(1009, "larger than 2048 bytes");
        }
    }

    @Test
    void anybodysClientThatCompressesIsServed() {
        String answer = HttpClient.create().websocket(WebsocketClientSpec.builder().protocols("ocpp1.6").compress(true).build())
                .uri("ws://localhost:" + endpoint.port() + "/ocpp/CLIENT")
                .handle((in, out) -> out.sendString(Mono.just(AVAILABLE)).then().thenMany(in.receive().asString().take(1)))
                .blockFirst(Duration.ofSeconds(10));

        assertThat(answer).isEqualTo("[3,\"1\",{}]");
    }

    private static RawStation offering(String id) {
        var station = RawStation.connect(endpoint.port(), "/ocpp/" + id, "Sec-WebSocket-Protocol: ocpp1.6", OFFER);
        assertThat(station.status).isEqualTo(101);
        return station;
    }

    /** Without the four bytes that every message would end with. */
    private static byte[] deflated(String text) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        var buffer = new byte[10_000];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(buffer, length - 4);
    }

    private static String inflated(byte[] payload) throws DataFormatException {
        var inflater = new Inflater(true);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(payload);
        whole.writeBytes(new byte[]{0, 0, (byte) 0xff, (byte) 0xff});
        inflater.setInput(whole.toByteArray());
        var buffer = new byte[10_000];
        int length = inflater.inflate(buffer);
        inflater.end();
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }
}
