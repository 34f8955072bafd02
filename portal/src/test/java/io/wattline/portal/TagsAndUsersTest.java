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
