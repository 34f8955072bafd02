package io.wattline.csms.file;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.database.AllAccountsDatabase;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The station alone learns what opens the file server to it. */
class JobSecretsTest extends FileScene {
    private static final List<String> PLACES = List.of("task", "job", "file", "frame", "outbox", "station_notice");

    @Autowired
    private AllAccountsDatabase database;

    @ParameterizedTest
    @CsvSource({"http", "http-basic"})
    void theCredentialsOfAJobStandNowhere(String transport) throws Exception {
        Asked asked = diagnostics("{'transport':'" + transport + "'}");
        URI address = URI.create(asked.location());
        String secret = transport.equals("http") ? address.getPath().split("/")[2] : address.getUserInfo().split(":")[1];

        assertThat(secret).hasSize(32);
        assertThat(asked.task().toString()).contains("\"location\"", "***").doesNotContain(secret);
        awaitFrame("GetDiagnostics");
        assertNowhere(secret);
    }

    @Test
    void neitherDoThoseOfSomebodyElsesServer() {
        raw("GetLog", "{'logType':'SecurityLog','requestId':1,"
                + "'log':{'remoteLocation':'ftps://me:hidden-word@files.example/in/?signature=hidden-sum'}}");

        assertThat(station.nextCallOf("GetLog")).contains("me:hidden-word", "hidden-sum");
        awaitFrame("GetLog");
        assertNowhere("hidden-word");
        assertNowhere("hidden-sum");
        assertThat(json(owner.get(STATION + "/frames?action=GetLog", id), 200).toString()).contains("ftps://***@files.example/in/?***");
    }

    @Test
    void whereAnImageStandsIsToBeSeen() {
        Asked asked = update("{'location':'https://vendor.example/firmware/charger-2.0.1.bin'}");

        assertThat(asked.task().path("request").path("location").asString())
                .isEqualTo("https://vendor.example/firmware/charger-2.0.1.bin");
    }

    private void awaitFrame(String action) {
        await().untilAsserted(() -> assertThat(json(owner.get(STATION + "/frames?action=" + action, id), 200).path("items")).isNotEmpty());
    }

    private void assertNowhere(String secret) {
        for (String below : List.of("/frames", "/jobs", "/events", "/notices", "/deviations"))
            assertThat(json(owner.get(STATION + below, id), 200).toString()).doesNotContain(secret);
        assertThat(json(owner.get("/api/v1/tasks?stationId=" + id), 200).toString()).doesNotContain(secret);
        StepVerifier.create(Flux.fromIterable(PLACES).filterWhen(table -> database.client()
                .sql("SELECT count(*) AS found FROM " + table + " AS t WHERE t::text LIKE :secret").bind("secret", "%" + secret + "%")
                .map(row -> row.get("found", Long.class) > 0).one())).as("places that tell it").verifyComplete();
    }
}
