package io.wattline.csms.file;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A station, the platform and the files between them, all of it over the wire. */
@CsmsTest
class FileJobsTest {
    private static final String STATION = "/api/v1/stations/{id}";

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private String id;
    private Rest owner;
    private ConnectedStation station;

    @BeforeEach
    void aStation() {
        id = "FILE-" + UUID.randomUUID();
        owner = Rest.as(Rest.OWNER, port);
        station = new ConnectedStation(port, id, "ocpp1.6");
        station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
        station.answering("GetDiagnostics", "{'fileName':'diag.zip'}").answering("UpdateFirmware", "{}")
                .answering("SignedUpdateFirmware", "{'status':'Accepted'}").answering("GetLog", "{'status':'Accepted','filename':'s.log'}");
    }

    @AfterEach
    void leave() {
        station.close();
        http.close();
    }

    @Test
    void diagnosticsComeInAndCanBeLookedAt() throws Exception {
        JsonNode task = ask("get-diagnostics", "{'from':'2026-01-01T00:00:00Z'}");
        String location = task.path("request").path("location").asString();

        assertThat(task.path("request").path("startTime").asString()).isEqualTo("2026-01-01T00:00:00.000Z");
        station.calls("DiagnosticsStatusNotification", "{'status':'Uploading'}");
        assertThat(put(location + "diag.zip", zip("log/today.txt", "all is well"))).isEqualTo(200);
        station.calls("DiagnosticsStatusNotification", "{'status':'Uploaded'}");

        awaitStage(task, "effective");
        JsonNode job = json(owner.get(STATION + "/jobs", id), 200).path("items").path(0);
        assertThat(job.path("kind").asString()).isEqualTo("diagnostics");
        assertThat(job.path("status").asString()).isEqualTo("Uploaded");
        assertThat(job.path("outcome").asString()).isEqualTo("done");
        assertThat(job.path("fileName").asString()).isEqualTo("diag.zip");
        String file = STATION + "/files/" + job.path("fileId").asString();
        assertThat(json(owner.get(file + "/entries", id), 200).path("items").path(0).path("name").asString()).isEqualTo("log/today.txt");
        assertThat(text(owner, file + "/content?entry=log/today.txt")).isEqualTo("all is well");
        assertThat(json(owner.get(STATION + "/events", id), 200).path("items").toString()).contains("diagnostics.status", "Uploaded");
    }

    @Test
    void anUploadThatWasKeptCannotBeReplaced() throws Exception {
        String location = ask("get-diagnostics", "{}").path("request").path("location").asString();

        assertThat(put(location + "a.log", "first".getBytes(StandardCharsets.UTF_8))).isEqualTo(200);

        assertThat(put(location + "a.log", "second".getBytes(StandardCharsets.UTF_8))).isEqualTo(409);
        assertThat(text(owner, STATION + "/files/" + onlyFile().path("id").asString() + "/content")).isEqualTo("first");
    }

    @Test
    void anUploadThatBrokeOffCanBeRepeated() throws Exception {
        String location = ask("get-diagnostics", "{}").path("request").path("location").asString();
        URI address = URI.create(location + "a.log");

        try (var socket = new java.net.Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("PUT " + address.getRawPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nonly this")
                            .getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(put(address.toString(), "whole".getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
        assertThat(onlyFile().path("sizeBytes").longValue()).isEqualTo(5);
    }

    @Test
    void aFormIsAnUploadToo() throws Exception {
        String location = ask("get-diagnostics", "{}").path("request").path("location").asString();
        String form = lines("--B", "Content-Disposition: form-data; name=\"note\"", "", "hello", "--B",
                "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\\\logs\\\\today.log\"", "Content-Type: text/plain", "",
                "lines", "--B--", "");

        assertThat(send(HttpRequest.newBuilder(URI.create(location)).header("Content-Type", "multipart/form-data; boundary=B")
                .POST(BodyPublishers.ofString(form))).statusCode()).isEqualTo(200);

        assertThat(onlyFile().path("name").asString()).isEqualTo("today.log");
        assertThat(text(owner, STATION + "/files/" + onlyFile().path("id").asString() + "/content")).isEqualTo("lines");
    }

    @Test
    void aNameIsNoWayOut() throws Exception {
        String location = ask("get-diagnostics", "{}").path("request").path("location").asString();
        String form = lines("--B", "Content-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"", "", "x", "--B--", "");

        assertThat(put(location + "..%2F..%2Fpasswd", "x".getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(URI.create(location)).header("Content-Type", "multipart/form-data; boundary=B")
                .POST(BodyPublishers.ofString(form))).statusCode()).isEqualTo(200);

        assertThat(onlyFile().path("name").asString()).isEqualTo("passwd");
    }

    @Test
    void userAndPasswordWorkAsWell() throws Exception {
        URI address = URI.create(ask("get-diagnostics", "{'transport':'http-basic'}").path("request").path("location").asString());
        String login = address.getUserInfo();
        String plain = address.toString().replace(login + "@", "");

        assertThat(put(plain + "a.log", "x".getBytes(StandardCharsets.UTF_8))).isEqualTo(401);
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
        JsonNode task = ask("get-diagnostics", "{}");

        station.calls("DiagnosticsStatusNotification", "{'status':'UploadFailed'}");

        assertThat(awaitStage(task, "failed").path("error").asString()).contains("UploadFailed");
        assertThat(json(owner.get(STATION + "/jobs", id), 200).path("items").path(0).path("outcome").asString()).isEqualTo("failed");
    }

    @Test
    void theSecurityLogComesByItsNumber() throws Exception {
        JsonNode task = ask("get-log", "{'log':'security'}");
        JsonNode request = task.path("request");

        assertThat(request.path("logType").asString()).isEqualTo("SecurityLog");
        assertThat(put(request.path("log").path("remoteLocation").asString() + "s.log.gz", gz("who was here"))).isEqualTo(200);
        station.calls("LogStatusNotification", "{'status':'Uploaded','requestId':" + request.path("requestId").intValue() + "}");

        awaitStage(task, "effective");
        assertThat(text(owner, STATION + "/files/" + onlyFile().path("id").asString() + "/content?entry=s.log")).isEqualTo("who was here");
    }

    @Test
    void firmwareIsFetchedInPiecesUntilItIsInstalled() throws Exception {
        String firmware = uploadFirmware("'version':'2.0'", "0123456789").path("id").asString();

        JsonNode task = ask("update-firmware", "{'firmwareId':'" + firmware + "','retries':3}");
        URI location = URI.create(task.path("request").path("location").asString());

        assertThat(task.path("request").path("retries").intValue()).isEqualTo(3);
        assertThat(location.getPath()).endsWith("/fw.bin");
        station.calls("FirmwareStatusNotification", "{'status':'Downloading'}");
        assertThat(send(HttpRequest.newBuilder(location)).body()).isEqualTo("0123456789");
        HttpResponse<String> rest = send(HttpRequest.newBuilder(location).header("Range", "bytes=4-"));
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo("456789");
        assertThat(rest.headers().firstValue("Content-Range")).contains("bytes 4-9/10");
        assertThat(send(HttpRequest.newBuilder(location).header("Range", "bytes=99-")).statusCode()).isEqualTo(416);
        HttpResponse<String> head = send(HttpRequest.newBuilder(location).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("Content-Length")).contains("10");
        assertThat(put(location.toString(), "x".getBytes(StandardCharsets.UTF_8))).as("nothing is left here").isEqualTo(409);
        station.calls("FirmwareStatusNotification", "{'status':'Installed'}");
        awaitStage(task, "effective");
        assertThat(send(HttpRequest.newBuilder(location)).statusCode()).isEqualTo(404);
    }

    @Test
    void aSignedImageGoesWithItsSignature() {
        String firmware = uploadFirmware("'version':'2.1','signingCertificate':'PEM','signature':'c2ln'", "image").path("id").asString();

        JsonNode task = ask("update-firmware", "{'firmwareId':'" + firmware + "'}");

        JsonNode sent = task.path("request").path("firmware");
        assertThat(sent.path("signature").asString()).isEqualTo("c2ln");
        assertThat(sent.path("signingCertificate").asString()).isEqualTo("PEM");
        station.calls("SignedFirmwareStatusNotification",
                "{'status':'InvalidSignature','requestId':" + task.path("request").path("requestId").intValue() + "}");
        assertThat(awaitStage(task, "failed").path("error").asString()).contains("InvalidSignature");
    }

    @Test
    void aTwoPointOhStationIsAskedInItsOwnWords() throws Exception {
        String second = "FILE-" + UUID.randomUUID();
        try (var station2 = new ConnectedStation(port, second, "ocpp2.0.1")) {
            station2.calls("BootNotification", "{'reason':'PowerUp','chargingStation':{'vendorName':'V','model':'M'}}");
            station2.answering("GetLog", "{'status':'Accepted'}").answering("UpdateFirmware", "{'status':'Accepted'}");

            JsonNode diagnostics = json(owner.with("Prefer", "wait=10").post(STATION + "/commands/get-diagnostics", "{}", second), 200);
            JsonNode log = diagnostics.path("request");
            assertThat(log.path("logType").asString()).isEqualTo("DiagnosticsLog");
            put(log.path("log").path("remoteLocation").asString() + "d.txt", "d".getBytes(StandardCharsets.UTF_8));
            station2.calls("LogStatusNotification", "{'status':'Uploaded','requestId':" + log.path("requestId").intValue() + "}");
            awaitStage(diagnostics, "effective");

            JsonNode update = json(owner.with("Prefer", "wait=10").post(STATION + "/commands/update-firmware",
                    "{'location':'https://vendor.example/fw','installAt':'2030-01-01T00:00:00Z'}", second), 200);
            assertThat(update.path("request").path("firmware").path("installDateTime").asString()).startsWith("2030-01-01");
            station2.calls("FirmwareStatusNotification",
                    "{'status':'Installed','requestId':" + update.path("request").path("requestId").intValue() + "}");
            awaitStage(update, "effective");
        }
    }

    @Test
    void anUnknownImageIsAProblemWithATask() {
        JsonNode problem = json(owner.post(STATION + "/commands/update-firmware", "{'firmwareId':'" + UUID.randomUUID() + "'}", id), 404);

        assertThat(problem.path("code").asString()).isEqualTo("unknown_firmware");
        assertThat(json(owner.get("/api/v1/tasks/{id}", problem.path("taskId").asString()), 200).path("stage").asString())
                .isEqualTo("failed");
    }

    @Test
    void imagesBelongToTheirAccountAndToThoseWhoMayManage() {
        JsonNode image = uploadFirmware("'version':'3'", "image");
        String address = "/api/v1/firmware/" + image.path("id").asString();

        assertThat(image.path("sizeBytes").longValue()).isEqualTo(5);
        assertThat(problem(Rest.as(Rest.NORDIC, port).get(address), 404)).isEqualTo("unknown_firmware");
        assertThat(problem(Rest.as(Rest.DRIVER, port).get(address), 403)).isEqualTo("forbidden");
        assertThat(json(owner.get("/api/v1/firmware"), 200).toString()).contains(image.path("id").asString());
        owner.delete(address).expectStatus().isNoContent();
        assertThat(problem(owner.get(address), 404)).isEqualTo("unknown_firmware");
    }

    private JsonNode ask(String command, String body) {
        return json(owner.with("Prefer", "wait=10").post(STATION + "/commands/" + command, body, id), 200);
    }

    private JsonNode awaitStage(JsonNode task, String stage) {
        await().untilAsserted(() -> assertThat(task(task).path("stage").asString()).isEqualTo(stage));
        return task(task);
    }

    private JsonNode task(JsonNode task) { return json(owner.get("/api/v1/tasks/{id}", task.path("id").asString()), 200); }

    private JsonNode onlyFile() {
        JsonNode files = json(owner.get(STATION + "/files", id), 200).path("items");
        assertThat(files).hasSize(1);
        return files.path(0);
    }

    private String text(Rest rest, String address) {
        return new String(rest.get(address, id).expectStatus().isOk().expectBody().returnResult().getResponseBodyContent(),
                StandardCharsets.UTF_8);
    }

    private JsonNode uploadFirmware(String fields, String content) { return FirmwareForms.upload(owner, fields, content); }

    private int put(String address, byte[] content) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.ofByteArray(content))).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
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
