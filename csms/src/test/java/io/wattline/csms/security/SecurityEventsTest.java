package io.wattline.csms.security;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What stations noticed of their security is seen across the account. */
@CsmsTest
class SecurityEventsTest {
    @LocalServerPort
    private int port;

    @Test
    void eventsOfAllVersionsAreFoundByStationKindWeightAndTime() {
        String old = "SEC16-" + UUID.randomUUID();
        String young = "SEC2-" + UUID.randomUUID();
        Rest owner = Rest.as(Rest.OWNER, port);
        try (var first = new ConnectedStation(port, old, "ocpp1.6"); var second = new ConnectedStation(port, young, "ocpp2.1")) {
            first.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
            second.calls("BootNotification", "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
            first.calls("SecurityEventNotification",
                    "{'type':'TamperDetectionActivated','timestamp':'2026-05-01T10:00:00Z','techInfo':'lid'}");
            first.calls("SecurityEventNotification", "{'type':'InvalidMessages','timestamp':'2026-05-01T10:01:00Z'}");
            second.calls("SecurityEventNotification", "{'type':'ResetOrReboot','timestamp':'2026-05-01T10:02:00Z'}");
            second.calls("SecurityEventNotification", "{'type':'VendorsOwn','timestamp':'2026-05-01T10:03:00Z'}");
        }

        assertThat(types(owner, "?stationId=" + old)).containsExactly("InvalidMessages", "TamperDetectionActivated");
        assertThat(types(owner, "?critical=true&stationId=" + young)).containsExactly("ResetOrReboot");
        assertThat(types(owner, "?type=VendorsOwn&stationId=" + young)).containsExactly("VendorsOwn");
        assertThat(types(owner, "?limit=500")).containsSubsequence("VendorsOwn", "ResetOrReboot", "InvalidMessages",
                "TamperDetectionActivated");
        assertThat(types(owner, "?to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(types(owner, "?from=2020-01-01T00:00:00Z&stationId=" + old)).hasSize(2);
        JsonNode tampered = items(owner, "?type=TamperDetectionActivated&stationId=" + old).path(0);
        assertThat(tampered.path("critical").asBoolean()).isTrue();
        assertThat(tampered.path("techInfo").asString()).isEqualTo("lid");
        assertThat(tampered.path("at").asString()).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(types(Rest.as(Rest.NORDIC, port), "?stationId=" + old)).isEmpty();
        assertThat(problem(Rest.as(Rest.DRIVER, port).get("/api/v1/security-events"), 403)).isEqualTo("forbidden");
    }

    @Test
    void aPageLeadsToTheNext() {
        String id = "SEC-" + UUID.randomUUID();
        Rest owner = Rest.as(Rest.OWNER, port);
        try (var station = new ConnectedStation(port, id, "ocpp1.6")) {
            station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
            for (int i = 0; i < 3; i++)
                station.calls("SecurityEventNotification", "{'type':'Event" + i + "','timestamp':'2026-05-01T10:00:00Z'}");
        }

        JsonNode page = json(owner.get("/api/v1/security-events?limit=2&stationId=" + id), 200);

        assertThat(page.path("items")).hasSize(2);
        assertThat(types(owner, "?limit=2&stationId=" + id + "&cursor=" + page.path("next").asString())).containsExactly("Event0");
    }

    private static List<String> types(Rest rest, String query) {
        return items(rest, query).valueStream().map(item -> item.path("type").asString()).toList();
    }

    private static JsonNode items(Rest rest, String query) { return json(rest.get("/api/v1/security-events" + query), 200).path("items"); }
}
