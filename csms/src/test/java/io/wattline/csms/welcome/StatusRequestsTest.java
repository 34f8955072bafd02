package io.wattline.csms.welcome;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.Commands;
import io.wattline.csms.command.ConnectedStation;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class StatusRequestsTest {
    private static final AccountId DEMO = new AccountId("demo");
    private static final Instant CAME = Instant.parse("2026-05-01T10:00:00Z");

    @LocalServerPort
    private int port;
    @Autowired
    private Commands commands;
    @Autowired
    private ConnectorNotes connectors;
    @Autowired
    private StationLinks links;
    private StatusRequests requests;
    private StationId id;
    private Rest owner;

    @BeforeEach
    void aPlatformThatWaitsShortly() {
        requests = new StatusRequests(commands, connectors, links, new WelcomeProperties(true, Duration.ofMillis(50)));
        id = new StationId("STATUS-" + UUID.randomUUID());
        owner = Rest.as(Rest.OWNER, port);
    }

    @Test
    void aSilentStationIsAskedAndWhatItDoesNotTellIsUnconfirmed() {
        try (var station = twoConnectors("ocpp1.6").answering("TriggerMessage", "{'status':'Accepted'}")) {
            hears(new StationConnected(id, CAME, OcppVersion.V1_6, "127.0.0.1"));

            assertThat(station.nextCall()).contains("\"TriggerMessage\",{\"requestedMessage\":\"StatusNotification\"}");
            await().untilAsserted(() -> assertThat(unconfirmed()).containsExactly(CAME.toString(), CAME.toString()));

            hears(status(1));
            await().untilAsserted(() -> assertThat(unconfirmed()).containsExactly("", CAME.toString()));
            hears(status(2));
            await().untilAsserted(() -> assertThat(unconfirmed()).containsExactly("", ""));
        }
    }

    @Test
    void aTwoPointOhStationIsAskedForTheSilentConnector() {
        try (var station = twoConnectors("ocpp2.0.1")) {
            hears(new StationConnected(id, CAME, OcppVersion.V2_0_1, "127.0.0.1"));
            hears(status(1));

            assertThat(station.nextCall())
                    .contains("{\"requestedMessage\":\"StatusNotification\",\"evse\":{\"id\":2,\"connectorId\":1}}");
        }
    }

    @Test
    void aStationThatCannotTellStaysConnectedAndIsMarked() {
        try (var station = twoConnectors("ocpp1.6").answering("TriggerMessage", "{'status':'NotImplemented'}")) {
            hears(new StationConnected(id, CAME, OcppVersion.V1_6, "127.0.0.1"));

            await().untilAsserted(() -> assertThat(unconfirmed()).containsExactly(CAME.toString(), CAME.toString()));
            assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).path("online").asBoolean()).isTrue();
            assertThat(station.nextCall()).contains("TriggerMessage");
        }
    }

    @Test
    void aMakeThatCannotBeTriggeredIsOnlyMarked() {
        try (var station = twoConnectors("ocpp1.6")) {
            station.calls("BootNotification", "{'chargePointVendor':'Test Untriggerable','chargePointModel':'M'}");
            hears(new StationConnected(id, CAME, OcppVersion.V1_6, "127.0.0.1"));

            await().untilAsserted(() -> assertThat(unconfirmed()).containsExactly(CAME.toString(), CAME.toString()));
            assertThat(json(owner.get("/api/v1/tasks?stationId={id}", id.value()), 200).path("items")).isEmpty();
        }
    }

    private ConnectedStation twoConnectors(String subprotocol) {
        var station = new ConnectedStation(port, id.value(), subprotocol);
        for (int n = 1; n <= 2; n++)
            station.calls("StatusNotification", subprotocol.equals("ocpp1.6")
                    ? "{'connectorId':" + n + ",'errorCode':'NoError','status':'Available'}"
                    : "{'timestamp':'2026-05-01T09:00:00Z','connectorStatus':'Available','evseId':" + n + ",'connectorId':1}");
        return station;
    }

    private StatusChanged status(int evse) {
        return new StatusChanged(new ConnectorRef(id, evse, 1), CAME, ConnectorStatus.AVAILABLE, "Available", null, null);
    }

    private void hears(StationEvent fact) { requests.onCommit(List.of(new AccountEvent(DEMO, fact, CAME))); }

    /** Of each connector; empty for a confirmed one. */
    private List<String> unconfirmed() {
        return json(owner.get("/api/v1/stations/{id}", id), 200).path("connectors").valueStream()
                .map((JsonNode connector) -> connector.path("unconfirmedSince").asString("")).toList();
    }
}
