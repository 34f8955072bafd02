package io.wattline.csms.tag;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tags as a table, out and in. */
@CsmsTest
class TagFilesTest {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort
    private int port;

    private Rest owner;
    private WebTestClient client;

    @BeforeEach
    void signIn() {
        owner = Rest.as(Rest.OWNER, port);
        String token = json(Rest.anonymous(port).post("/api/v1/auth/token", "{'username':'" + Rest.OWNER + "','password':'wattline'}"), 200)
                .get("accessToken").asString();
        client = WebTestClient.bindToServer().baseUrl("http://localhost:" + port).defaultHeader("Authorization", "Bearer " + token)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1)).build();
    }

    @Test
    void aDryRunTellsOfEachLineAndDoesNothing() {
        json(owner.post("/api/v1/tags", "{'idTag':'OLD" + mark + "','name':'Old'}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'SAME" + mark + "','name':'Same'}"), 201);

        JsonNode report = report(reads("""
                idTag,name,parentIdTag,blocked
                NEW%1$s,"New, and ""quoted\""",TOP%1$s,true
                TOP%1$s,,,
                OLD%1$s,Older,,
                same%1$s,Same,,false
                BAD%1$s,Bad,NOBODY%1$s,
                NEW%1$s,Again,,
                UP%1$s,,DOWN%1$s,
                DOWN%1$s,,UP%1$s,
                X%1$s,,,perhaps
                """, true), 200);

        assertThat(report.get("lines")).extracting(line -> line.get("line").asInt() + " " + line.get("outcome").asString()).containsExactly(
                "2 create", "3 create", "4 change", "5 unchanged", "6 refused", "7 refused", "8 refused", "9 refused", "10 refused");
        assertThat(report.get("lines").valueStream().skip(4)).extracting(line -> line.get("reason").asString()).containsExactly(
                "There is no such parent.", "The same tag is on line 2.", "A tag cannot be above itself.", "A tag cannot be above itself.",
                "blocked must be true or false.");
        assertThat(report.get("created").asInt()).isEqualTo(2);
        assertThat(report.get("refused").asInt()).isEqualTo(5);
        owner.get("/api/v1/tags/{tag}", "NEW" + mark).expectStatus().isNotFound();
        assertThat(tag("OLD").get("name").asString()).isEqualTo("Old");
    }

    @Test
    void importsAllOrNothing() {
        JsonNode refused = report(reads("idTag,type\nGOOD%1$s,ISO14443\nEVIL%1$s,Banana\n", false), 422);

        assertThat(refused.get("code").asString()).isEqualTo("import_refused");
        assertThat(refused.at("/lines/0/line").asInt()).isEqualTo(3);
        owner.get("/api/v1/tags/{tag}", "GOOD" + mark).expectStatus().isNotFound();

        JsonNode done = report(reads("idTag,parentIdTag,type\r\nCHILD%1$s,GOOD%1$s,\r\nGOOD%1$s,,ISO14443\r\n", false), 200);

        assertThat(done.get("created").asInt()).isEqualTo(2);
        assertThat(tag("CHILD").get("parentIdTag").asString()).isEqualTo("GOOD" + mark);
        assertThat(tag("GOOD").get("type").asString()).isEqualTo("ISO14443");
    }

    @Test
    void whatIsExportedIsImportedAgain() {
        String site = json(owner.post("/api/v1/sites", "{'name':'Import " + mark + "'}"), 201).get("id").asString();
        String me = json(owner.get("/api/v1/me"), 200).get("userId").asString();
        json(owner.post("/api/v1/tags", "{'idTag':'=1+2-" + mark + "','name':'@SUM(A1)','description':'two\\nlines, one cell'}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'FULL" + mark + "','parentIdTag':'=1+2-" + mark
                + "','expiresAt':'2999-01-01T00:00:00Z','blocked':true,'blockedReason':'Test','maxTransactions':2,'maxPoolTransactions':3,"
                + "'onlyAt':{'stationIds':['CP1','CP2'],'siteIds':['" + site + "']},'userIds':['" + me + "']}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'NOWHERE" + mark + "','onlyAt':{}}"), 201);

        String table = exported();

        assertThat(table).startsWith("idTag,type,name,").contains("\r\n'=1+2-" + mark + ",,'@SUM(A1),\"two\nlines, one cell\",")
                .contains("\"station CP1\nstation CP2\nsite Import " + mark + "\"," + Rest.OWNER).contains(",nowhere,")
                .doesNotContain("\r\n=").doesNotContain(",@SUM");
        JsonNode again = report(post(table, false), 200);
        assertThat(again.get("unchanged").asInt()).isEqualTo(again.get("lines").size());
        JsonNode before = tag("FULL");
        owner.delete("/api/v1/tags/{tag}", "FULL" + mark).expectStatus().isNoContent();
        assertThat(report(post(table, false), 200).get("created").asInt()).isEqualTo(1);
        assertThat(tag("FULL")).isEqualTo(before);
    }

    @Test
    void aColumnThatIsMissingLeavesWhatIsThere() {
        json(owner.post("/api/v1/tags", "{'idTag':'KEEP" + mark + "','name':'Kept','blocked':true}"), 201);

        report(reads("idTag;description\nKEEP%1$s;a semicolon parts cells too\n", false), 200);

        assertThat(tag("KEEP").get("name").asString()).isEqualTo("Kept");
        assertThat(tag("KEEP").get("blocked").asBoolean()).isTrue();
        assertThat(tag("KEEP").get("description").asString()).isEqualTo("a semicolon parts cells too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name\nx\n", "idTag,secret\nx,y\n", "idTag,idTag\nx,y\n", "idTag\n\"never closed", "idTag,name\nx,y,z\n"})
    void isToldWhatIsNoTable(String table) {
        JsonNode problem = report(post(table, true), 400);

        assertThat(problem.get("code").asString()).isEqualTo("bad_request");
    }

    @Test
    void needsThePermissionForIt() {
        Rest driver = Rest.as(Rest.DRIVER, port);
        driver.with("Accept", "text/csv").get("/api/v1/tags").expectStatus().isForbidden();
        client.get().uri("/api/v1/tags").exchange().expectStatus().isOk().expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_JSON);
    }

    private ResponseSpec reads(String table, boolean dryRun) { return post(table.formatted(mark), dryRun); }

    private ResponseSpec post(String table, boolean dryRun) {
        return client.post().uri("/api/v1/tags?dryRun=" + dryRun).contentType(MediaType.parseMediaType("text/csv")).bodyValue(table)
                .exchange();
    }

    private static JsonNode report(ResponseSpec answer, int status) {
        byte[] body = answer.expectBody().returnResult().getResponseBodyContent();
        assertThat(answer.expectBody().returnResult().getStatus().value()).as(new String(body, StandardCharsets.UTF_8)).isEqualTo(status);
        return new JsonMapper().readTree(body);
    }

    private String exported() {
        return client.get().uri("/api/v1/tags").accept(MediaType.parseMediaType("text/csv")).exchange().expectStatus().isOk()
                .expectHeader().contentTypeCompatibleWith("text/csv").expectBody(String.class).returnResult().getResponseBody();
    }

    private JsonNode tag(String name) { return json(owner.get("/api/v1/tags/{tag}", name + mark), 200); }
}
