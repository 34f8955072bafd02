package io.wattline.csms.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.model.account.AccountId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.test.StepVerifier;

/** Diagnostics and logs are kept as long as the account says, images until somebody deletes them. */
class UploadRetentionTest extends FileScene {
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private UploadRetention retention;
    @Autowired
    private FileStore store;

    @Test
    void whatIsTooOldGoesFromTheDiskAndFromTheTable() throws Exception {
        Path old = leftDaysAgo(91);
        Path young = leftDaysAgo(89);
        String image = FirmwareForms.upload(owner, "'version':'1'", "image").path("id").asString();
        age(image, 1000);

        StepVerifier.create(retention.forget()).assertNext(gone -> assertThat(gone).isPositive()).verifyComplete();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(onlyFile().path("id").asString()).isEqualTo(young.getFileName().toString());
        owner.get("/api/v1/firmware/" + image).expectStatus().isOk();
        assertThat(Files.exists(store.path(new AccountId("demo"), UUID.fromString(image)))).isTrue();
    }

    @Test
    void howLongIsTheAccountsToSay() {
        assertThat(Rest.json(owner.get("/api/v1/accounts/demo"), 200).path("uploadRetentionDays").intValue()).isEqualTo(90);
        assertThat(Rest.problem(owner.patch("/api/v1/accounts/demo", "{'uploadRetentionDays':0}"), 400)).isEqualTo("bad_request");
    }

    private Path leftDaysAgo(int days) throws Exception {
        assertThat(put(diagnostics("{}").location() + "a.log", "lines")).isEqualTo(200);
        String file = job().path("fileId").asString();
        station.calls("DiagnosticsStatusNotification", "{'status':'Uploaded'}");
        age(file, days);
        return store.path(new AccountId("demo"), UUID.fromString(file));
    }

    private void age(String file, int days) {
        StepVerifier.create(database.client().sql("UPDATE file SET created_at = now() - make_interval(days => :days) WHERE file_id = :id")
                .bind("days", days).bind("id", UUID.fromString(file)).fetch().rowsUpdated()).expectNext(1L).verifyComplete();
    }
}
