package io.wattline.csms;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** REST as somebody calls it; bodies in single quotes for legibility. */
public final class Rest {
    public static final String OWNER = "owner@demo.example";
    public static final String DRIVER = "driver@demo.example";
    public static final String NORDIC = "owner@nordic.example";
    private static final JsonMapper JSON = new JsonMapper();

    private final WebTestClient client;
    private final @Nullable String token;

    private Rest(WebTestClient client, @Nullable String token) {
        this.client = client;
        this.token = token;
    }

    public static Rest anonymous(int port) {
        return new Rest(WebTestClient.bindToServer().baseUrl("http://localhost:" + port).responseTimeout(Duration.ofSeconds(20)).build(),
                null);
    }

    /** As a user of the demo. */
    public static Rest as(String email, int port) { return anonymous(port).signedIn(email, "wattline"); }

    /** A new user without permissions, made by this caller. */
    public Rest driver(String email, int port) {
        json(post("/api/v1/users", "{'email':'" + email + "','name':'Driver','password':'drives a car'}"), 201);
        return anonymous(port).signedIn(email, "drives a car");
    }

    public Rest signedIn(String email, String password) {
        return bearing(json(post("/api/v1/auth/token", "{'username':'" + email + "','password':'" + password + "'}"), 200)
                .get("accessToken").asString());
    }

    public Rest bearing(String accessToken) { return new Rest(client, accessToken); }

    /** The same caller with a header on every request. */
    public Rest with(String header, String value) {
        return new Rest(client.mutate().defaultHeader(header, value).build(), token);
    }

    public ResponseSpec get(String path, Object... variables) { return call(HttpMethod.GET, null, path, variables); }

    public ResponseSpec post(String path, String body, Object... variables) { return call(HttpMethod.POST, body, path, variables); }

    public ResponseSpec patch(String path, String body, Object... variables) { return call(HttpMethod.PATCH, body, path, variables); }

    public ResponseSpec delete(String path, Object... variables) { return call(HttpMethod.DELETE, null, path, variables); }

    public ResponseSpec call(HttpMethod method, @Nullable String body, String path, Object... variables) {
        var request = client.method(method).uri(path, variables);
        if (token != null) request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        if (body != null) request.contentType(MediaType.APPLICATION_JSON).bodyValue(body.replace('\'', '"'));
        return request.exchange();
    }

    /** A form with files. */
    public ResponseSpec form(String path, MultiValueMap<String, HttpEntity<?>> parts) {
        var request = client.post().uri(path);
        if (token != null) request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        return request.bodyValue(parts).exchange();
    }

    /** The body of an answer that has this status. */
    public static JsonNode json(ResponseSpec answer, int status) {
        byte[] body = answer.expectBody().returnResult().getResponseBodyContent();
        answer.expectStatus().isEqualTo(status);
        return JSON.readTree(body);
    }

    /** The code of an answer that is a problem of this status. */
    public static String problem(ResponseSpec answer, int status) {
        answer.expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        return json(answer, status).get("code").asString();
    }
}
