package io.wattline.csms.tag;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static io.wattline.model.charging.TagStatus.ACCEPTED;
import static io.wattline.model.charging.TagStatus.BLOCKED;
import static io.wattline.model.charging.TagStatus.EXPIRED;
import static io.wattline.model.charging.TagStatus.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class TagsTest {
    private static final AccountId DEMO = new AccountId("demo");

    @LocalServerPort
    private int port;
    @Autowired
    private Tags tags;

    private Rest owner;
    private String parent;
    private String child;
    private String grandchild;

    @BeforeEach
    void aFamily() {
        owner = Rest.as(Rest.OWNER, port);
        String family = UUID.randomUUID().toString().substring(0, 8);
        parent = "P-" + family;
        child = "C-" + family;
        grandchild = "G-" + family;
        json(owner.post("/api/v1/tags", "{'idTag':'" + parent + "','name':'Parent'}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'" + child + "','parentIdTag':'" + parent + "'}"), 201);
        json(owner.post("/api/v1/tags", "{'idTag':'" + grandchild + "','parentIdTag':'" + child.toLowerCase(Locale.ROOT) + "'}"), 201);
    }

    @Test
    void theDemoTagsAreWhatTheyAreCalled() {
        assertThat(decide("DEMO0001").status()).isEqualTo(ACCEPTED);
        assertThat(decide("demo0002").parent()).isEqualTo(new IdToken("DEMO0001"));
        assertThat(decide("DEMO-BLOCKED").status()).isEqualTo(BLOCKED);
        assertThat(decide("DEMO-EXPIRED").status()).isEqualTo(EXPIRED);
        assertThat(decide("NORDIC01").status()).isEqualTo(INVALID);
        assertThat(decide("").status()).isEqualTo(INVALID);
    }

    @Test
    void aBlockedParentBlocksAllBelow() {
        assertThat(decide(grandchild).status()).isEqualTo(ACCEPTED);

        json(owner.patch("/api/v1/tags/{tag}", "{'blocked':true}", parent), 200);

        assertThat(decide(grandchild).status()).isEqualTo(BLOCKED);
        json(owner.patch("/api/v1/tags/{tag}", "{'blocked':false}", parent), 200);
        assertThat(decide(grandchild).status()).isEqualTo(ACCEPTED);
    }

    @Test
    void anExpiredParentExpiresAllBelowAndTheFirstToExpireCounts() {
        json(owner.patch("/api/v1/tags/{tag}", "{'expiresAt':'2999-01-01T00:00:00Z'}", grandchild), 200);
        json(owner.patch("/api/v1/tags/{tag}", "{'expiresAt':'2998-01-01T00:00:00Z'}", child), 200);
        assertThat(decide(grandchild).expiresAt()).isEqualTo(Instant.parse("2998-01-01T00:00:00Z"));

        json(owner.patch("/api/v1/tags/{tag}", "{'expiresAt':'2020-01-01T00:00:00Z'}", parent), 200);

        assertThat(decide(grandchild).status()).isEqualTo(EXPIRED);
    }

    @Test
    void oneFamilyIsOneGroup() {
        assertThat(decide(parent).parent()).isEqualTo(new IdToken(parent));
        assertThat(decide(child).parent()).isEqualTo(new IdToken(parent));
        assertThat(decide(grandchild).parent()).isEqualTo(new IdToken(parent));
        assertThat(decide("DEMO-BLOCKED").parent()).isNull();
    }

    @Test
    void nothingIsAboveItself() {
        assertThat(problem(owner.patch("/api/v1/tags/{tag}", "{'parentIdTag':'" + grandchild + "'}", parent), 409)).isEqualTo("tag_cycle");
        assertThat(problem(owner.patch("/api/v1/tags/{tag}", "{'parentIdTag':'" + child + "'}", child), 409)).isEqualTo("tag_cycle");
        assertThat(problem(owner.patch("/api/v1/tags/{tag}", "{'parentIdTag':'NORDIC01'}", child), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.post("/api/v1/tags", "{'idTag':'new-one','parentIdTag':'new-one'}"), 409)).isEqualTo("tag_cycle");
    }

    @Test
    void twoChangesAtOnceCloseNoCycle() {
        for (int round = 0; round < 10; round++) {
            String one = "O" + round + parent;
            json(owner.post("/api/v1/tags", "{'idTag':'" + one + "'}"), 201);
            json(owner.post("/api/v1/tags", "{'idTag':'" + one + "x'}"), 201);
            var first = CompletableFuture.supplyAsync(() -> put(one, one + "x"));
            var second = CompletableFuture.supplyAsync(() -> put(one + "x", one));

            assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder(200, 409);
        }
    }

    private int put(String tag, String above) {
        return owner.patch("/api/v1/tags/{tag}", "{'parentIdTag':'" + above + "'}", tag).expectBody().returnResult().getStatus().value();
    }

    @Test
    void aDriverSeesHisTagsAndReportsOneLost() {
        Rest driver = owner.driver(child + "@tags.example", port);
        String me = json(driver.get("/api/v1/me"), 200).get("userId").asString();
        String you = json(owner.get("/api/v1/me"), 200).get("userId").asString();
        json(owner.patch("/api/v1/tags/{tag}", "{'userIds':['" + me + "','" + you + "']}", child), 200);

        assertThat(json(driver.get("/api/v1/tags"), 200).get("items")).extracting(tag -> tag.get("idTag").asString())
                .contains(child).doesNotContain(parent);
        assertThat(json(driver.get("/api/v1/tags/{tag}", child), 200).get("userIds")).extracting(JsonNode::asString).containsExactly(me);
        assertThat(problem(driver.get("/api/v1/tags/{tag}", parent), 404)).isEqualTo("unknown_tag");
        assertThat(problem(driver.patch("/api/v1/tags/{tag}", "{'name':'Mine'}", child), 403)).isEqualTo("forbidden");
        assertThat(problem(driver.post("/api/v1/tags/{tag}/lost", "{}", parent), 404)).isEqualTo("unknown_tag");

        JsonNode lost = json(driver.post("/api/v1/tags/{tag}/lost", "{}", child), 200);

        assertThat(lost.get("blocked").asBoolean()).isTrue();
        assertThat(lost.get("blockedReason").asString()).isEqualTo("Reported as lost.");
        assertThat(decide(grandchild).status()).isEqualTo(BLOCKED);
        assertThat(json(owner.patch("/api/v1/tags/{tag}", "{'blocked':false}", child), 200).get("blockedReason").isNull()).isTrue();
    }

    @Test
    void onlyWhatIsThereIsAssigned() {
        assertThat(problem(owner.patch("/api/v1/tags/{tag}", "{'onlyAt':{'stationIds':['NCP1']}}", child), 400)).isEqualTo("bad_request");
        assertThat(problem(owner.patch("/api/v1/tags/{tag}", "{'userIds':['" + UUID.randomUUID() + "']}", child), 400))
                .isEqualTo("bad_request");
        assertThat(problem(owner.patch("/api/v1/tags/{tag}", "{'maxTransactions':0}", child), 400)).isEqualTo("bad_request");
        assertThat(json(owner.get("/api/v1/tags/{tag}", child), 200).get("onlyAt").isNull()).isTrue();
    }

    @Test
    void childrenLoseADeletedParent() {
        owner.delete("/api/v1/tags/{tag}", parent).expectStatus().isNoContent();

        assertThat(json(owner.get("/api/v1/tags/{tag}", child), 200).get("parentIdTag").isNull()).isTrue();
        assertThat(decide(parent).status()).isEqualTo(INVALID);
        assertThat(problem(owner.delete("/api/v1/tags/{tag}", parent), 404)).isEqualTo("unknown_tag");
    }

    @Test
    void changesWhatIsNamedAndEmptiesWhatIsNull() {
        json(owner.patch("/api/v1/tags/{tag}", "{'description':'blue','expiresAt':'2999-01-01T00:00:00Z'}", parent), 200);

        JsonNode changed = json(owner.patch("/api/v1/tags/{tag}", "{'description':null}", parent), 200);

        assertThat(changed.get("description").isNull()).isTrue();
        assertThat(changed.get("name").asString()).isEqualTo("Parent");
        assertThat(changed.get("expiresAt").asString()).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(problem(owner.patch("/api/v1/tags/{tag}", "{'idTag':'OTHER'}", parent), 400)).isEqualTo("bad_request");
    }

    @Test
    void aTokenIsTheSameInAnyCase() {
        assertThat(problem(owner.post("/api/v1/tags", "{'idTag':'" + parent.toLowerCase(Locale.ROOT) + "'}"), 409)).isEqualTo("conflict");
        assertThat(json(owner.get("/api/v1/tags/{tag}", parent.toLowerCase(Locale.ROOT)), 200).get("idTag").asString()).isEqualTo(parent);
        assertThat(problem(owner.post("/api/v1/tags", "{'idTag':'" + "x".repeat(37) + "'}"), 400)).isEqualTo("bad_request");
    }

    @Test
    void listsInPages() {
        JsonNode first = json(owner.get("/api/v1/tags?limit=2"), 200);
        JsonNode second = json(owner.get("/api/v1/tags?limit=2&cursor={cursor}", first.get("next").asString()), 200);

        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items").get(0).get("idTag")).isNotEqualTo(first.get("items").get(1).get("idTag"));
        assertThat(json(owner.get("/api/v1/tags?limit=500"), 200).get("next").isNull()).isTrue();
    }

    private TokenAnswer decide(String tag) { return tags.decide(DEMO, new IdToken(tag)).toFuture().join(); }
}
