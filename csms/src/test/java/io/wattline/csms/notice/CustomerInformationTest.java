package io.wattline.csms.notice;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.Rest;
import io.wattline.csms.command.StationScene;
import io.wattline.csms.database.AllAccountsDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** What a station keeps of a customer: told in parts, shown as a whole, and kept no longer than it may. */
class CustomerInformationTest extends StationScene {
    private static final String KEPT = STATION + "/notices?kind=customer-information";

    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private CustomerInformation customers;

    CustomerInformationTest() { super("ocpp2.0.1"); }

    @BeforeEach
    void takesTheRequest() { station.answering("CustomerInformation", ACCEPTED); }

    @Test
    void theCommandIsEffectiveWithTheLastPart() {
        JsonNode task = ask("{'requestId':5,'report':true,'clear':false,'customerIdentifier':'c'}");
        assertThat(task.path("finished").asBoolean()).isFalse();

        tells(5, 0, true, "Indiana ");
        tells(6, 0, false, "of another request");
        assertThat(stage(task)).isEqualTo("answered");
        tells(5, 1, false, "Jones");

        await().untilAsserted(() -> assertThat(stage(task)).isEqualTo("effective"));
        JsonNode told = json(owner.get(KEPT, id), 200).path("items").path(0);
        assertThat(told.path("key").asString()).isEqualTo("5");
        assertThat(told.path("data").path("text").asString()).isEqualTo("Indiana Jones");
    }

    @Test
    void whereNothingIsToBeReportedNothingIsWaitedFor() {
        assertThat(ask("{'requestId':7,'report':false,'clear':true,'customerIdentifier':'c'}").path("finished").asBoolean()).isTrue();
    }

    @Test
    void itStandsInOnePlaceAndCanBeDeletedThere() {
        tells(8, 0, false, "Marcus Brody");

        await().untilAsserted(() -> assertThat(json(owner.get(STATION + "/frames?action=NotifyCustomerInformation", id), 200).path("items"))
                .isNotEmpty());
        for (String below : new String[]{"/frames", "/events"})
            assertThat(json(owner.get(STATION + below, id), 200).toString()).contains("NotifyCustomerInformation")
                    .doesNotContain("Marcus");
        for (String table : new String[]{"frame", "outbox", "task"}) assertNotIn(table, "Marcus");
        assertThat(json(owner.get(KEPT, id), 200).toString()).contains("Marcus Brody");
        String told = STATION + "/notices/customer-information/8";
        assertThat(problem(Rest.as(Rest.DRIVER, port).delete(told, id), 403)).isEqualTo("forbidden");
        owner.delete(told, id).expectStatus().isNoContent();
        assertThat(json(owner.get(KEPT, id), 200).path("items")).isEmpty();
        assertThat(problem(owner.delete(told, id), 404)).isEqualTo("unknown_notice");
    }

    @Test
    void itGoesAfterTheDaysTheAccountGivesIt() {
        tells(9, 0, false, "old");
        sql("UPDATE station_notice SET at = now() - interval '31 days' WHERE station_id = '" + id + "'");
        tells(10, 0, false, "new");

        StepVerifier.create(customers.forgetOld()).assertNext(gone -> assertThat(gone).isPositive()).verifyComplete();

        assertThat(json(owner.get(KEPT, id), 200).path("items")).extracting(each -> each.path("key").asString()).containsExactly("10");
        assertThat(json(owner.get("/api/v1/accounts/demo"), 200).path("customerInformationDays").intValue()).isEqualTo(30);
    }

    private JsonNode ask(String payload) {
        return json(owner.with("Prefer", "wait=10").post(STATION + "/ocpp/CustomerInformation", payload, id), 200);
    }

    private String stage(JsonNode task) {
        return json(owner.get("/api/v1/tasks/{id}", task.path("id").asString()), 200).path("stage").asString();
    }

    private void tells(int request, int number, boolean more, String text) {
        station.calls("NotifyCustomerInformation", "{'requestId':" + request + ",'seqNo':" + number + ",'tbc':" + more
                + ",'generatedAt':'2026-05-01T09:00:00Z','data':'" + text + "'}");
    }

    private void assertNotIn(String table, String text) {
        StepVerifier.create(database.client().sql("SELECT t::text AS found FROM " + table + " AS t WHERE t::text LIKE :text")
                .bind("text", "%" + text + "%").map(row -> row.get("found", String.class)).all()).as(table).verifyComplete();
    }

    private void sql(String statement) { StepVerifier.create(database.client().sql(statement).then()).verifyComplete(); }
}
