package io.wattline.csms.web;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CsmsTest
class OpenApiTest {
    @LocalServerPort
    private int port;
    private JsonNode document;

    @BeforeEach
    void read() { document = json(Rest.anonymous(port).get("/v3/api-docs"), 200); }

    @Test
    void describesEveryAddressWithItsSubjectItsTokenAndItsProblems() {
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asString()).isEqualTo("bearer");
        assertThat(document.get("security").toString()).contains("bearer");
        assertThat(document.get("paths").propertyNames()).contains("/api/v1/stations", "/api/v1/stations/{id}", "/api/v1/tags/{idTag}",
                "/api/v1/live");
        document.get("paths").forEach(path -> path.forEach(operation -> {
            assertThat(operation.get("tags").get(0).asString()).doesNotContain("controller");
            assertThat(operation.at("/responses/default/content/application~1problem+json/schema/$ref").asString()).endsWith("/Problem");
        }));
        assertThat(document.at("/paths/~1api~1v1~1auth~1token/post/security")).isEmpty();
    }

    @Test
    void describesWhatGoesInAndOut() {
        assertThat(parameters("/paths/~1api~1v1~1stations/get")).containsExactlyInAnyOrder("limit", "cursor", "online", "q");
        assertThat(parameters("/paths/~1api~1v1~1tags~1{idTag}/patch")).containsExactly("idTag");
        assertThat(document.at("/paths/~1api~1v1~1tags/post/requestBody/content/application~1json/schema/$ref").asString())
                .endsWith("/TagForm");
        assertThat(document.at("/paths/~1api~1v1~1stations/post/requestBody/content/application~1json/schema/oneOf")).hasSize(2);
        assertThat(document.at("/paths/~1api~1v1~1tags/get/responses/200/content/application~1json/schema/$ref").asString())
                .endsWith("/PageTagView");
        assertThat(document.at("/components/schemas/StationForm/properties").propertyNames()).contains("id", "password", "pricePerKwh");
        assertThat(document.at("/components/schemas").propertyNames()).doesNotContain("Caller", "JsonNode", "StationId");
    }

    @Test
    void canBeBrowsed() {
        Rest.anonymous(port).get("/swagger-ui.html").expectStatus().is3xxRedirection();
        Rest.anonymous(port).get("/webjars/swagger-ui/index.html").expectStatus().isOk();
    }

    private List<String> parameters(String operation) {
        return document.at(operation).get("parameters").valueStream().map(parameter -> parameter.get("name").asString()).toList();
    }
}
