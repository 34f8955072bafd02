package io.wattline.csms.file;

import static io.wattline.csms.Rest.json;
import static io.wattline.csms.Rest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.Rest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What stations fetch from the file server: images, signed or not. */
class FirmwareTest extends FileScene {
    @Test
    void firmwareIsFetchedInPiecesUntilItIsInstalled() throws Exception {
        String firmware = FirmwareForms.upload(owner, "'version':'2.0'", "0123456789").path("id").asString();

        Asked asked = update("{'firmwareId':'" + firmware + "','retries':3}");
        URI location = URI.create(asked.location());

        assertThat(asked.request().path("retries").intValue()).isEqualTo(3);
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
        assertThat(put(location.toString(), "x")).as("nothing is left here").isEqualTo(409);
        station.calls("FirmwareStatusNotification", "{'status':'Installed'}");
        awaitStage(asked.task(), "effective");
        assertThat(send(HttpRequest.newBuilder(location)).statusCode()).isEqualTo(404);
    }

    @Test
    void aSignedImageGoesWithItsSignature() {
        String firmware = FirmwareForms.upload(owner, "'version':'2.1','signingCertificate':'PEM','signature':'c2ln'", "image").path("id")
                .asString();

        Asked asked = ask("update-firmware", "SignedUpdateFirmware", "{'firmwareId':'" + firmware + "'}");

        JsonNode sent = asked.request().path("firmware");
        assertThat(sent.path("signature").asString()).isEqualTo("c2ln");
        assertThat(sent.path("signingCertificate").asString()).isEqualTo("PEM");
        station.calls("SignedFirmwareStatusNotification",
                "{'status':'InvalidSignature','requestId':" + asked.request().path("requestId").intValue() + "}");
        assertThat(awaitStage(asked.task(), "failed").path("error").asString()).contains("InvalidSignature");
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
        JsonNode image = FirmwareForms.upload(owner, "'version':'3'", "image");
        String address = "/api/v1/firmware/" + image.path("id").asString();

        assertThat(image.path("sizeBytes").longValue()).isEqualTo(5);
        assertThat(problem(Rest.as(Rest.NORDIC, port).get(address), 404)).isEqualTo("unknown_firmware");
        assertThat(problem(Rest.as(Rest.DRIVER, port).get(address), 403)).isEqualTo("forbidden");
        assertThat(json(owner.get("/api/v1/firmware"), 200).toString()).contains(image.path("id").asString());
        owner.delete(address).expectStatus().isNoContent();
        assertThat(problem(owner.get(address), 404)).isEqualTo("unknown_firmware");
    }

    @Test
    void aTwoPointOhStationInstallsWhenItIsTold() {
        connect("ocpp2.0.1");

        Asked asked = update("{'location':'https://vendor.example/fw','installAt':'2030-01-01T00:00:00Z'}");

        assertThat(asked.request().path("firmware").path("installDateTime").asString()).startsWith("2030-01-01");
        station.calls("FirmwareStatusNotification",
                "{'status':'Installed','requestId':" + asked.request().path("requestId").intValue() + "}");
        awaitStage(asked.task(), "effective");
    }
}
