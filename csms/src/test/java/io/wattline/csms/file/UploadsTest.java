package io.wattline.csms.file;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What stations leave at the file server: diagnostics and logs. */
class UploadsTest extends FileScene {
    @Test
    void diagnosticsComeInAndCanBeLookedAt() throws Exception {
        Asked asked = diagnostics("{'from':'2026-01-01T00:00:00Z'}");
        String location = asked.location();

        assertThat(asked.request().path("startTime").asString()).isEqualTo("2026-01-01T00:00:00.000Z");
        station.calls("DiagnosticsStatusNotification", "{'status':'Uploading'}");
        assertThat(put(location + "diag.zip", zip("log/today.txt", "all is well"))).isEqualTo(200);
        station.calls("DiagnosticsStatusNotification", "{'status':'Uploaded'}");

        awaitStage(asked.task(), "effective");
        JsonNode job = job();
        assertThat(job.path("kind").asString()).isEqualTo("diagnostics");
        assertThat(job.path("status").asString()).isEqualTo("Uploaded");
        assertThat(job.path("outcome").asString()).isEqualTo("done");
        assertThat(job.path("fileName").asString()).isEqualTo("diag.zip");
        String file = job.path("fileId").asString();
        assertThat(json(owner.get(STATION + "/files/" + file + "/entries", id), 200).path("items").path(0).path("name").asString())
                .isEqualTo("log/today.txt");
        assertThat(content(file + "/content?entry=log/today.txt")).isEqualTo("all is well");
        assertThat(json(owner.get(STATION + "/events", id), 200).path("items").toString()).contains("diagnostics.status", "Uploaded");
    }

    @Test
    void anUploadThatWasKeptCannotBeReplaced() throws Exception {
        String location = diagnostics("{}").location();

        assertThat(put(location + "a.log", "first")).isEqualTo(200);

        assertThat(put(location + "a.log", "second")).isEqualTo(409);
        assertThat(content(onlyFile().path("id").asString() + "/content")).isEqualTo("first");
    }

    @Test
    void anUploadThatBrokeOffCanBeRepeated() throws Exception {
        String location = diagnostics("{}").location();
        URI address = URI.create(location + "a.log");

        try (var socket = new java.net.Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("PUT " + address.getRawPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nonly this")
                            .getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(put(address.toString(), "whole")).isEqualTo(200);
        assertThat(onlyFile().path("sizeBytes").longValue()).isEqualTo(5);
    }

    @Test
    void aFormIsAnUploadToo() throws Exception {
        String location = diagnostics("{}").location();
        String form = lines("--B", "Content-Disposition: form-data; name=\"note\"", "", "hello", "--B",
                "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\\\logs\\\\today.log\"", "Content-Type: text/plain", "",
                "lines", "--B--", "");

        assertThat(send(HttpRequest.newBuilder(URI.create(location)).header("Content-Type", "multipart/form-data; boundary=B")
                .POST(BodyPublishers.ofString(form))).statusCode()).isEqualTo(200);

        assertThat(onlyFile().path("name").asString()).isEqualTo("today.log");
        assertThat(content(onlyFile().path("id").asString() + "/content")).isEqualTo("lines");
    }

    @Test
    void aNameIsNoWayOut() throws Exception {
        String location = diagnostics("{}").location();
        String form = lines("--B", "Content-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"", "", "x", "--B--", "");

        assertThat(put(location + "..%2F..%2Fpasswd", "x")).isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(URI.create(location)).header("Content-Type", "multipart/form-data; boundary=B")
                .POST(BodyPublishers.ofString(form))).statusCode()).isEqualTo(200);

        assertThat(onlyFile().path("name").asString()).isEqualTo("passwd");
    }

    @Test
    void userAndPasswordWorkAsWell() throws Exception {
        URI address = URI.create(diagnostics("{'transport':'http-basic'}").location());
        String login = address.getUserInfo();
        String plain = address.toString().replace(login + "@", "");

        assertThat(put(plain + "a.log", "x")).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(plain + "a.log")).header("Authorization", basic(login + "wrong"))
                .PUT(BodyPublishers.ofString("x"))).statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(URI.create(plain + "a.log")).header("Authorization", basic(login))
                .PUT(BodyPublishers.ofString("x"))).statusCode()).isEqualTo(200);
    }

    @Test
    void aGuessedKeyOpensNothing() throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/files/0123456789abcdef0123456789abcdef/x")))
                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFailedUploadFailsItsTaskWithTheStationsReason() {
        Asked asked = diagnostics("{}");

        station.calls("DiagnosticsStatusNotification", "{'status':'UploadFailed'}");

        assertThat(awaitStage(asked.task(), "failed").path("error").asString()).contains("UploadFailed");
        assertThat(job().path("outcome").asString()).isEqualTo("failed");
    }

    @Test
    void theSecurityLogComesByItsNumber() throws Exception {
        Asked asked = ask("get-log", "GetLog", "{'log':'security'}");
        JsonNode request = asked.request();

        assertThat(request.path("logType").asString()).isEqualTo("SecurityLog");
        assertThat(put(request.path("log").path("remoteLocation").asString() + "s.log.gz", gz("who was here"))).isEqualTo(200);
        station.calls("LogStatusNotification", "{'status':'Uploaded','requestId':" + request.path("requestId").intValue() + "}");

        awaitStage(asked.task(), "effective");
        assertThat(content(onlyFile().path("id").asString() + "/content?entry=s.log")).isEqualTo("who was here");
    }

    @Test
    void aTwoPointOhStationIsAskedForALog() throws Exception {
        connect("ocpp2.0.1");

        Asked asked = ask("get-diagnostics", "GetLog", "{}");

        assertThat(asked.request().path("logType").asString()).isEqualTo("DiagnosticsLog");
        put(asked.request().path("log").path("remoteLocation").asString() + "d.txt", "d");
        station.calls("LogStatusNotification", "{'status':'Uploaded','requestId':" + asked.request().path("requestId").intValue() + "}");
        awaitStage(asked.task(), "effective");
        assertThat(onlyFile().path("name").asString()).isEqualTo("d.txt");
    }

    private static String lines(String... lines) { return String.join("\r\n", lines); }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] gz(String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gz = new GZIPOutputStream(bytes)) {
            gz.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
