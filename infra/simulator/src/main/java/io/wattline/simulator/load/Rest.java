package io.wattline.simulator.load;

import io.wattline.simulator.rpc.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The few REST calls a run needs, of the server whose stations connect there. */
final class Rest {
    static final String DEMO = "demo";
    /** That of the demo, which the accounts of a run share. */
    private static final String PASSWORD = "wattline";
    private static final int AT_A_TIME = 200;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Rest(URI stations) { this.base = URI.create("http://" + stations.getHost() + ":" + stations.getPort()); }

    URI base() { return base; }

    /** An access token of the account's owner. */
    String token(String account) throws IOException, InterruptedException {
        var body = Json.object("username", "owner@" + account + ".example", "password", PASSWORD);
        return Json.MAPPER.readTree(post("/api/v1/auth/token", "", body)).path("accessToken").asString();
    }

    /** Registers these stations with a password; those that exist already must not be among them. */
    void register(String account, List<String> stations, String password) throws IOException, InterruptedException {
        String token = token(account);
        for (int from = 0; from < stations.size(); from += AT_A_TIME) {
            List<ObjectNode> some = stations.subList(from, Math.min(stations.size(), from + AT_A_TIME)).stream()
                    .map(station -> Json.object("id", station, "password", password)).toList();
            post("/api/v1/stations", token, Json.array(some));
        }
    }

    private String post(String path, String token, JsonNode body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(5)).POST(BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        return answer.body();
    }
}
