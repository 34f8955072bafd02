package io.wattline.csms.demo;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattline.csms.CsmsApplication;
import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.database.AllAccountsDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@CsmsTest
@ExtendWith(OutputCaptureExtension.class)
class DemoTest {
    @LocalServerPort
    private int port;
    @Autowired
    private AllAccountsDatabase database;
    @Autowired
    private DemoData data;

    @Test
    void showsTwoAccountsThatDoNotSeeEachOther() {
        JsonNode demo = json(Rest.as(Rest.OWNER, port).get("/api/v1/stations?limit=500"), 200);
        JsonNode nordic = json(Rest.as(Rest.NORDIC, port).get("/api/v1/stations?q=NCP1"), 200);

        assertThat(demo.get("items").valueStream().map(station -> station.get("id").asString()))
                .contains("CP1", "CP2", "CP3", "CP4", "CP201", "CP202", "CP203",
                        "CP204", "CP205")
                .doesNotContain("NCP1");
        assertThat(nordic.get("items").get(0).get("currency").asString()).isEqualTo("NOK");
    }

    @Test
    void aSecondStartChangesNothing() {
        sql("UPDATE station SET name = 'Renamed' WHERE account_id = 'demo' AND station_id = 'CP3'");
        sql("DELETE FROM tag WHERE account_id = 'demo' AND tag_key = 'DEMO-EXPIRED'");

        StepVerifier.create(data.writeOnce()).verifyComplete();

        assertThat(text("SELECT name FROM station WHERE account_id = 'demo' AND station_id = 'CP3'")).isEqualTo("Renamed");
        assertThat(text("SELECT count(*)::text FROM tag WHERE tag_key = 'DEMO-EXPIRED'")).isEqualTo("0");
        sql("INSERT INTO tag (account_id, tag_key, id_tag, expires_at) VALUES ('demo', 'DEMO-EXPIRED', 'DEMO-EXPIRED', now() - interval '1 day')");
    }

    @Test
    void productionDoesNotStartWithDemoData(CapturedOutput output) {
        String databasePort = text("SELECT current_setting('port')");

        assertThatThrownBy(
                () -> CsmsApplication.start("--spring.profiles.active=production", "--server.port=0", "--wattline.database.host=127.0.0.1",
                        "--wattline.database.port=" + databasePort))
                .isInstanceOf(DemoInProductionException.class);

        assertThat(output.getErr()).contains("The database holds demo accounts whose passwords everybody knows");
    }

    @Test
    void productionAndDemoExcludeEachOther() {
        String databasePort = text("SELECT current_setting('port')");

        assertThatThrownBy(() -> CsmsApplication.start("--spring.profiles.active=production,demo", "--server.port=0",
                "--wattline.database.host=127.0.0.1",
                "--wattline.database.port=" + databasePort)).isInstanceOf(DemoInProductionException.class)
                .hasStackTraceContaining("exclude each other");
    }

    @Test
    void productionStartsOnAnEmptyDatabaseAndKeepsItsDocumentToItself(@TempDir Path folder, CapturedOutput output) {
        try (ConfigurableApplicationContext production = CsmsApplication.start("--spring.profiles.active=production", "--server.port=0",
                "--wattline.database.embedded-folder=" + folder)) {
            int itsPort = production.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

            Rest.anonymous(itsPort).get("/actuator/health/readiness").expectStatus().isOk();
            Rest.anonymous(itsPort).post("/api/v1/auth/token", "{'username':'owner@demo.example','password':'wattline'}").expectStatus()
                    .isUnauthorized();
            Rest.anonymous(itsPort).get("/v3/api-docs").expectStatus().isNotFound();
            Rest.anonymous(itsPort).get("/swagger-ui.html").expectStatus().isNotFound();
            assertThat(output.getOut()).contains("\"path\":\"/api/v1/auth/token\"", "\"status\":401", "\"request\":\"");
        }
    }

    private String text(String select) {
        return database.client().sql(select).map(row -> row.get(0, String.class)).one().toFuture().join();
    }

    private void sql(String statement) { database.client().sql(statement).then().toFuture().join(); }
}
