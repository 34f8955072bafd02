package io.wattline.csms.site;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class SitesTest {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String one = "SI-" + mark + "-1";
    private final String two = "SI-" + mark + "-2";

    @LocalServerPort
    private int port;

    private Rest owner;

    @BeforeEach
    void twoStations() {
        owner = Rest.as(Rest.OWNER, port);
        json(owner.post("/api/v1/stations", "[{'id':'" + one + "'},{'id':'" + two + "'}]"), 201);
    }

    @Test
    void groupsStationsOfAPlace() {
        JsonNode made = json(owner.post("/api/v1/sites", "{'name':'Harbour " + mark
                + "','address':'Quay 1','latitude':53.5436,'longitude':-9.9667,'timeZone':'Europe/Berlin','stationIds':['" + one + "']}"),
                201);
        String id = made.get("id").asString();

        assertThat(made).isEqualTo(json(owner.get("/api/v1/sites/{id}", id), 200));
        assertThat(made.get("latitude").decimalValue()).isEqualByComparingTo("53.5436");
        assertThat(siteOf(one)).isEqualTo(id);
        assertThat(siteOf(two)).isEmpty();

        json(owner.patch("/api/v1/sites/{id}", "{'stationIds':['" + two + "'],'address':null}", id), 200);

        assertThat(siteOf(one)).isEmpty();
        assertThat(siteOf(two)).isEqualTo(id);
        assertThat(names(owner)).contains("Harbour " + mark);
    }

    @Test
    void aStationNamesItsSiteToo() {
        String id = site("Yard", "");

        json(owner.patch("/api/v1/stations/{id}", "{'siteId':'" + id + "'}", one), 200);

        assertThat(json(owner.get("/api/v1/sites/{id}", id), 200).get("stationIds")).extracting(JsonNode::asString).containsExactly(one);
        assertThat(problem(owner.patch("/api/v1/stations/{id}", "{'siteId':'" + UUID.randomUUID() + "'}", one), 400))
                .isEqualTo("bad_request");
    }

    @Test
    void deletingItKeepsItsStations() {
        String id = site("Gone", ",'stationIds':['" + one + "']");

        owner.delete("/api/v1/sites/{id}", id).expectStatus().isNoContent();

        assertThat(siteOf(one)).isEmpty();
        assertThat(problem(owner.get("/api/v1/sites/{id}", id), 404)).isEqualTo("unknown_site");
        assertThat(problem(owner.delete("/api/v1/sites/{id}", id), 404)).isEqualTo("unknown_site");
    }

    @Test
    void refusesWhatIsNoSite() {
        site("Taken", "");
        for (String wrong : List.of("'name':''", "'latitude':1", "'latitude':91,'longitude':0", "'timeZone':'Mars/Olympus'",
                "'stationIds':['NCP1']", "'userIds':['" + UUID.randomUUID() + "']"))
            assertThat(problem(owner.post("/api/v1/sites", "{'name':'Wrong " + mark + "'," + wrong + "}"), 400)).as(wrong)
                    .isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/sites", "{'name':'TAKEN " + mark.toUpperCase(Locale.ROOT) + "'}"), 409))
                .isEqualTo("conflict");
        assertThat(names(owner)).doesNotContain("Wrong " + mark);
    }

    @Test
    void aDriverOfASiteUsesItsStations() {
        Rest driver = owner.driver(mark + "@sites.example", port);
        String me = json(driver.get("/api/v1/me"), 200).get("userId").asString();
        String id = site("Depot", ",'stationIds':['" + one + "']");
        assertThat(names(driver)).doesNotContain("Depot " + mark);
        assertThat(problem(driver.get("/api/v1/stations/{id}", one), 404)).isEqualTo("unknown_station");

        json(owner.patch("/api/v1/sites/{id}", "{'userIds':['" + me + "']}", id), 200);

        assertThat(json(driver.get("/api/v1/stations/{id}", one), 200).get("siteId").asString()).isEqualTo(id);
        assertThat(json(driver.get("/api/v1/sites/{id}", id), 200).get("userIds")).isEmpty();
        assertThat(names(driver)).contains("Depot " + mark);
        assertThat(problem(driver.patch("/api/v1/sites/{id}", "{'name':'Mine'}", id), 403)).isEqualTo("forbidden");
    }

    private String site(String name, String members) {
        return json(owner.post("/api/v1/sites", "{'name':'" + name + " " + mark + "'" + members + "}"), 201).get("id").asString();
    }

    private String siteOf(String station) { return json(owner.get("/api/v1/stations/{id}", station), 200).path("siteId").asString(""); }

    private static List<String> names(Rest rest) {
        return json(rest.get("/api/v1/sites?limit=500"), 200).get("items").valueStream().map(site -> site.get("name").asString()).toList();
    }
}
