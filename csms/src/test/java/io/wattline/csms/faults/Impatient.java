package io.wattline.csms.faults;

import io.wattline.csms.Rest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** The owner of the demo account, who does something else while he waits for an answer. */
final class Impatient {
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    Impatient(int port) {
        this.port = port;
        var answer = Rest.anonymous(port).post("/api/v1/auth/token", "{'username':'" + Rest.OWNER + "','password':'wattline'}");
        token = Rest.json(answer, 200).path("accessToken").asString();
    }

    /** The status of the answer. */
    CompletableFuture<Integer> resets(String station) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/stations/" + station + "/commands/reset"))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"soft\"}")).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }
}
