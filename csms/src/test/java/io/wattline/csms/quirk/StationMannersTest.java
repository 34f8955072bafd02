package io.wattline.csms.quirk;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class StationMannersTest {
    @LocalServerPort
    private int port;
    private final String id = "Q-" + UUID.randomUUID();

    @Test
    void aStationIsTolerantUntilAnOperatorSaysOtherwise() {
        Rest owner = Rest.as(Rest.OWNER, port);

        JsonNode created = json(owner.post("/api/v1/stations", "{'id':'" + id + "'}"), 201);
        assertThat(created.get("strictness").asString()).isEqualTo("tolerant");
        assertThat(created.get("clockSkewSeconds").isNull()).isTrue();

        JsonNode changed = json(owner.patch("/api/v1/stations/{id}", "{'strictness':'strict'}", id), 200);
        assertThat(changed.get("strictness").asString()).isEqualTo("strict");
        assertThat(json(owner.get("/api/v1/stations/{id}", id), 200).get("strictness").asString()).isEqualTo("strict");
        assertThat(problem(owner.patch("/api/v1/stations/{id}", "{'strictness':'lax'}", id), 400)).isEqualTo("bad_request");
    }

    @Test
    void profilesAreListedForThoseWhoReadStations() {
        JsonNode profiles = json(Rest.as(Rest.OWNER, port).get("/api/v1/quirk-profiles"), 200).get("items");

        assertThat(profiles.findValuesAsString("name")).contains("openevse-kwh");
        assertThat(profiles.get(0).get("quirks").get("energyUnit").asString()).isEqualTo("kWh");
        assertThat(problem(Rest.as(Rest.DRIVER, port).get("/api/v1/quirk-profiles"), 403)).isEqualTo("forbidden");
    }
}
