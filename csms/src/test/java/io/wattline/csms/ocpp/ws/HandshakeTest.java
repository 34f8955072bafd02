package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private static TestEndpoint endpoint;

    @BeforeAll
    static void start() { endpoint = new TestEndpoint(); }

    @AfterAll
    static void stop() { endpoint.close(); }

    @AfterEach
    void comeBack() { endpoint.central().comeBack(); }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"ocpp1.6;ocpp1.6;V1_6", "ocpp2.0.1;ocpp2.0.1;V2_0_1", "ocpp2.1;ocpp2.1;V2_1",
            "OCPP1.6;OCPP1.6;V1_6",
            "ocpp16;ocpp16;V1_6", "ocpp1_6;ocpp1_6;V1_6", "ocpp1.6j;ocpp1.6j;V1_6", "ocpp2.0.1, ocpp1.6;ocpp2.0.1;V2_0_1",
            "ocpp1.6,ocpp2.0.1;ocpp1.6;V1_6", "ocpp2.0, ocpp1.5 , ,ocpp1.6, ocpp1.6;ocpp1.6;V1_6"})
    void theFirstVersionThatBothSpeakIsChosenAndItsNameEchoedToTheLetter(String offered, String echoed, OcppVersion version) {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/S1", "Sec-WebSocket-Protocol: " + offered)) {
            assertThat(station.status).isEqualTo(101);
            assertThat(station.headers).containsEntry("Sec-WebSocket-Protocol", echoed);
            assertThat(endpoint.central().attempts.getLast().version()).isEqualTo(version);
        }
    }

    @Test
    void subprotocolsMayStandInSeveralHeaderLines() {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/S1", "Sec-WebSocket-Protocol: soap",
                "Sec-WebSocket-Protocol: OCPP2.1")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(station.headers).containsEntry("Sec-WebSocket-Protocol", "OCPP2.1");
        }
    }

    @Test
    void aStationThatOffersNothingIsAdmittedWithoutAVersionAndNothingIsEchoed() {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/NAMELESS")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(endpoint.central().attempts.getLast().version()).isNull();
            assertThat(station.headers).doesNotContainKey("Sec-WebSocket-Protocol");
            station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]")
                    .answers("[3,'1',{}]");
        }
    }

    @Test
    void aStationMayTryOneVersionAfterTheOther() {
        try (var first = RawStation.connect(endpoint.port(), "/ocpp/PROBE", "Sec-WebSocket-Protocol: ocpp1.6")) {
            first.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]").answers("[3,'1',{}]");

            try (var second = RawStation.connect(endpoint.port(), "/ocpp/PROBE", "Sec-WebSocket-Protocol: ocpp2.0.1")) {
                first.isClosed(1000, "replaced");
                second.sends("[2,'1','StatusNotification',{'timestamp':'2026-01-01T10:00:00Z','connectorStatus':'Available','evseId':1,"
                        + "'connectorId':1}]").answers("[3,'1',{}]");
            }
        }
    }

    @Test
    void compressionIsNotAgreedToAndTheConnectionTokensMayBeMany() {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/TOKENS", "Sec-WebSocket-Protocol: ocpp1.6",
                "Connection: keep-alive, upgrade",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(station.headers).doesNotContainKey("Sec-WebSocket-Extensions");
            station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]")
                    .answers("[3,'1',{}]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade: WEBSOCKET|Connection: UPGRADE", "Upgrade: h2c, websocket|Connection: keep-alive, Upgrade",
            "upgrade: websocket|connection: keep-alive", "Upgrade: websocket"})
    void theWordsOfTheUpgradeMayStandInListsInAnyCaseOrBeHalfMissing(String lines) {
        String head = lines + "|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Protocol: ocpp1.6";
        try (var station = RawStation.requests(endpoint.port(), "/ocpp/UPGRADER", head.split("\\|"))) {
            assertThat(station.status).isEqualTo(101);
            station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]")
                    .answers("[3,'1',{}]");
        }
    }

    @Test
    void aStationThatOffersOnlyWhatNobodySpeaksIsToldWhatToOffer() {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/S1", "Sec-WebSocket-Protocol: ocpp2.0, ocpp1.5")) {
            assertThat(station.status).isEqualTo(400);
            assertThat(station.headers).containsEntry("Content-Type", "application/problem+json");
            assertThat(station.body()).contains("\"code\":\"bad_request\"", "ocpp2.0, ocpp1.5; offer ocpp1.6, ocpp2.0.1 or ocpp2.1");
        }
    }

    @Test
    void aBrowserIsToldThatThisIsForStations() {
        try (var browser = RawStation.plain(endpoint.port(), "GET /ocpp/S1")) {
            assertThat(browser.status).isEqualTo(426);
            assertThat(browser.headers).containsEntry("Upgrade", "websocket");
            assertThat(browser.body()).contains("connect with a WebSocket");
        }
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN,404,unknown_station", "DISABLED,403,forbidden"})
    void aRefusedStationGetsTheStatusOfTheReason(String id, int status, String code) {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/" + id, "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(station.status).isEqualTo(status);
            assertThat(station.body()).contains("\"code\":\"" + code + "\"");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndAskedForAgain() {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/S1", "Authorization: Basic " + base64("S1:wrong"))) {
            assertThat(station.status).isEqualTo(401);
            assertThat(station.headers.get("WWW-Authenticate")).startsWith("Basic realm=");
            assertThat(station.body()).contains("\"code\":\"unauthorized\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ***", "Bearer abc", "Basic"})
    void credentialsThatCannotBeReadAreBadOnes(String header) {
        int before = endpoint.central().attempts.size();
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/S1", "Authorization: " + header)) {
            assertThat(station.status).isEqualTo(401);
            assertThat(endpoint.central().attempts).hasSize(before);
        }
    }

    @Test
    void aPasswordIsBytesAndMayHoldColons() {
        byte[] header = {'S', '1', ':', (byte) 0xff, ':', 0};
        try (var _ = RawStation.connect(endpoint.port(), "/ocpp/S1",
                "Authorization: basic " + Base64.getEncoder().encodeToString(header))) {
            var credentials = endpoint.central().attempts.getLast().credentials();
            assertThat(credentials).isNotNull();
            assertThat(credentials.user()).isEqualTo("S1");
            assertThat(credentials.password()).containsExactly(0xff, ':', 0);
        }
    }

    @Test
    void withoutAColonThereIsNoUserAndAllIsThePassword() {
        try (var _ = RawStation.connect(endpoint.port(), "/ocpp/S1", "Authorization: Basic " + base64("secret"))) {
            var credentials = endpoint.central().attempts.getLast().credentials();
            assertThat(credentials).isNotNull();
            assertThat(credentials.user()).isEmpty();
            assertThat(credentials.password()).asString(StandardCharsets.US_ASCII).isEqualTo("secret");
        }
    }

    @Test
    void nobodyIsLetInWhileStationsCannotBeChecked() {
        endpoint.central().goAway();
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/S1", "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(station.status).isEqualTo(503);
            assertThat(station.headers).containsKey("Retry-After");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"/ocpp/CP1;CP1", "/OCPP/CP1;CP1", "//ocpp//CP1/;CP1", "/ocpp/a%7Cb;a|b", "/ocpp/a%2Fb;a/b",
            "/ocpp/a+b;a+b",
            "/ocpp/a%2Bb;a+b", "/ocpp/caf%C3%A9;café", "/ocpp/café;café", "/ocpp/a%20b;a b", "/ocpp/a%252Fb;a%2Fb",
            "/steve/websocket/CentralSystemService/CP1;CP1",
            "/websocket/CentralSystemService/CP1;CP1", "/ocpp/v20/CP1;CP1", "/steve/ocpp/v20/CP1;CP1"})
    void theIdentityIsDecodedOnceFromItsAddress(String path, String id) {
        try (var station = RawStation.connect(endpoint.port(), path, "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(endpoint.central().attempts.getLast().station().value()).isEqualTo(id);
            assertThat(endpoint.central().attempts.getLast().account()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a;v=1", ";"})
    void aSemicolonIsPartOfTheIdentity(String id) {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/" + id, "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(endpoint.central().attempts.getLast().station().value()).isEqualTo(id);
        }
    }

    @Test
    void theAddressMayNameTheAccount() {
        try (var station = RawStation.connect(endpoint.port(), "/ocpp/CP1/Nordic", "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(station.status).isEqualTo(101);
            assertThat(endpoint.central().attempts.getLast().account()).isEqualTo(new AccountId("nordic"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ocpp/1234567890123456789012345678901234567890123456789", "/ocpp/CP1/no_account", "/ocpp/%20"})
    void anAddressThatCanBeNoStationsIsUnknown(String path) {
        try (var station = RawStation.connect(endpoint.port(), path, "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(station.status).isEqualTo(404);
        }
    }

    @Test
    void otherAddressesAreNotOurs() {
        try (var other = RawStation.plain(endpoint.port(), "GET /ocpp/")) {
            assertThat(other.status).isEqualTo(404);
        }
    }

    private static String base64(String text) { return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1)); }
}
