package io.wattline.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class TagsAndUsersTest extends PortalFixture {
    @Test
    void listsTagsWithParentAndState() {
        String page = browser().signIn("owner").get("/tags").getResponseBody();

        assertThat(page).contains("Fleet card", "DEMO-BLOCKED", "Blocked", "aria-label=\"Unblock DEMO-BLOCKED\"",
                "aria-label=\"Block DEMO0001\"");
    }

    @Test
    void addsAndBlocksATag() {
        csms.answers("POST /tags", "{}");
        csms.answers("PATCH /tags/DEMO0001", "{}");
        var browser = browser().signIn("owner");
        browser.get("/tags");

        var added = browser.post("/tags", Map.of("idTag", "CARD 7", "name", "", "parentIdTag", "DEMO0001"));
        browser.post("/tags/DEMO0001", Map.of("blocked", "true"));

        assertThat(added.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/tags");
        assertThat(csms.requests).contains("POST /tags {\"idTag\":\"CARD 7\",\"parentIdTag\":\"DEMO0001\"}",
                "PATCH /tags/DEMO0001 {\"blocked\":true}");
    }

    @Test
    void addsATagThatAStationSaw() {
        csms.answers("POST /tags", "{}");
        var browser = browser().signIn("owner");

        assertThat(browser.get("/tags").getResponseBody()).contains("04AABBCC", "aria-label=\"Add 04AABBCC\"");
        browser.post("/tags", Map.of("idTag", "04AABBCC", "type", "ISO14443"));

        assertThat(csms.requests).contains("POST /tags {\"idTag\":\"04AABBCC\",\"type\":\"ISO14443\"}");
    }

    @Test
    void changesWhatCanBeSetOfATag() {
        csms.answers("PATCH /tags/DEMO0001", "{}");
        var browser = browser().signIn("owner");

        String page = browser.get("/tags/DEMO0001").getResponseBody();
        assertThat(page).contains("Harbour", "Dana Driver", "value=\"CP-FAR\" checked");
        browser.post("/tags/DEMO0001/details", Map.of("name", "Fleet", "maxTransactions", "2", "restricted", "yes", "siteIds", "S1",
                "usersShown", "yes"));

        assertThat(csms.requests).contains("PATCH /tags/DEMO0001 {\"type\":null,\"name\":\"Fleet\",\"description\":null,"
                + "\"parentIdTag\":null,\"expiresAt\":null,\"maxTransactions\":\"2\",\"maxPoolTransactions\":null,"
                + "\"onlyAt\":{\"siteIds\":[\"S1\"],\"stationIds\":[]},\"userIds\":[]}");
    }

    @Test
    void showsWhatAnImportWouldDoBeforeItDoes() {
        csms.answers("POST /tags", "{'dryRun':true,'created':1,'changed':0,'unchanged':0,'refused':0,"
                + "'lines':[{'line':2,'idTag':'NEW1','outcome':'create'}]}");
        var browser = browser().signIn("owner");
        browser.get("/tags");

        String checked = browser.post("/tags.csv", Map.of("table", "idTag\nNEW1")).getResponseBody();

        assertThat(checked).contains("Nothing is imported yet: 1 new", "NEW1", ">Import<");
        assertThat(csms.requests).contains("POST /tags idTag\nNEW1");
        assertThat(csms.queries).contains("dryRun=true");

        csms.answers("POST /tags", "{'dryRun':false,'created':1,'changed':0,'unchanged':0,'refused':0,'lines':[]}");
        assertThat(browser.post("/tags.csv", Map.of("table", "idTag\nNEW1", "really", "yes")).getResponseBody())
                .contains("Imported: 1 new");
        assertThat(csms.queries).contains("dryRun=false");
    }

    @Test
    void groupsStationsBySites() {
        csms.answers("PATCH /sites/S1", "{}");
        var browser = browser().signIn("owner");

        assertThat(browser.get("/sites").getResponseBody()).contains("Harbour", "Europe/Berlin");
        assertThat(browser.get("/sites/S1").getResponseBody()).contains("value=\"CP1\" checked");
        browser.post("/sites/S1", Map.of("name", "Port", "latitude", "53.5", "longitude", "9.9", "stationIds", "CP201"));

        assertThat(csms.requests).contains("PATCH /sites/S1 {\"name\":\"Port\",\"address\":null,\"latitude\":\"53.5\","
                + "\"longitude\":\"9.9\",\"timeZone\":null,\"stationIds\":[\"CP201\"]}");
    }

    @Test
    void saysWhatToDoWithoutTags() {
        csms.answers("GET /tags", "{'items':[],'next':null}");

        assertThat(browser().signIn("owner").get("/tags").getResponseBody()).contains("No tag yet", "Add the first one below");
    }

    @Test
    void listsUsersWithWhatTheyMay() {
        String page = browser().signIn("owner").get("/users").getResponseBody();

        assertThat(page).contains("Olivia Owner", "All permissions", "driver@demo.example", "Driver", "1 station, 0 tags");
    }
}
