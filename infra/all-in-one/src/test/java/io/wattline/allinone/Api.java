package io.wattline.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST interface as somebody outside calls it: as nobody, or signed in as a user of the demo. */
public final class Api {
    private static final String PASSWORD = "wattline";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final @Nullable String token;

    private Api(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** An address of a service without a token, for example {@code platform.csms()}. */
    public static Api at(URI base) {
        return new Api(base, null);
    }

    public Api signedInAs(String user) {
        JsonNode answer = post("/api/v1/auth/token", Map.of("username", user, "password", PASSWORD));
        return new Api(base, answer.path("accessToken").stringValue());
    }

    /** The access token, for other protocols. */
    public String token() { return Objects.requireNonNull(token, "nobody is signed in"); }

    public JsonNode get(String path) { return body(call("GET", path, null)); }

    public JsonNode post(String path, Object body) { return body(call("POST", path, body)); }

    /** The status of a call that is expected to be refused, too. */
    public int status(String method, String path) {
        return call(method, path, null).statusCode();
    }

    private static JsonNode body(HttpResponse<String> response) {
        if (response.statusCode() >= 300) throw new AssertionError(response + " " + response.body());
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> call(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(40)).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (token != null) request.header("Authorization", "Bearer " + token);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
