package io.wattline.csms.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How far stations are with files: jobs that were asked for raw, and those at which a station tries again. */
class JobsTest extends FileScene {
    private static final String ELSEWHERE = "https://files.example/here";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "ocpp1.6;GetDiagnostics;{'location':'" + ELSEWHERE + "'};DiagnosticsStatusNotification;Uploaded;diagnostics",
            "ocpp1.6;UpdateFirmware;{'location':'" + ELSEWHERE
                    + "','retrieveDate':'2026-01-01T00:00:00Z'};FirmwareStatusNotification;Installed;firmware",
            "ocpp1.6;GetLog;{'logType':'SecurityLog','requestId':7,'log':{'remoteLocation':'" + ELSEWHERE
                    + "'}};LogStatusNotification;Uploaded;log",
            "ocpp1.6;SignedUpdateFirmware;{'requestId':7,'firmware':{'location':'" + ELSEWHERE
                    + "','retrieveDateTime':'2026-01-01T00:00:00Z','signingCertificate':'PEM','signature':'c2ln'}};"
                    + "SignedFirmwareStatusNotification;Installed;firmware",
            "ocpp2.0.1;GetLog;{'logType':'DiagnosticsLog','requestId':7,'log':{'remoteLocation':'" + ELSEWHERE
                    + "'}};LogStatusNotification;Uploaded;log",
            "ocpp2.0.1;UpdateFirmware;{'requestId':7,'firmware':{'location':'" + ELSEWHERE
                    + "','retrieveDateTime':'2026-01-01T00:00:00Z'}};FirmwareStatusNotification;Installed;firmware"})
    void aRawRequestIsFollowedLikeANamedOne(String version, String action, String payload, String notification, String last, String kind) {
        connect(version);

        JsonNode task = raw(action, payload);

        assertThat(station.nextCallOf(action)).as("nothing of ours is put into it").isEqualTo(payload.replace('\'', '"'));
        JsonNode running = job();
        assertThat(running.path("kind").asString()).isEqualTo(kind);
        assertThat(running.path("outcome").asString()).isEqualTo("running");
        assertThat(running.path("expiresAt").isNull()).as("our file server expects nobody").isTrue();
        String number = payload.contains("requestId") ? ",'requestId':7" : "";
        station.calls(notification, "{'status':'" + last + "'" + number + "}");
        awaitStage(task, "effective");
        assertThat(job().path("outcome").asString()).isEqualTo("done");
        assertThat(job().path("taskId")).isEqualTo(task.path("id"));
    }

    @Test
    void aStationThatTriesAgainHasNotFailed() {
        Asked asked = update("{'location':'" + ELSEWHERE + "','retries':2,'retryInterval':60}");

        firmwareIs("DownloadFailed");

        assertThat(task(asked.task()).path("stage").asString()).isEqualTo("answered");
        assertThat(job().path("outcome").asString()).isEqualTo("running");
        assertThat(job().path("status").asString()).isEqualTo("DownloadFailed");
        firmwareIs("Downloading");
        firmwareIs("InstallationFailed");
        assertThat(job().path("outcome").asString()).isEqualTo("running");
        firmwareIs("Installed");
        awaitStage(asked.task(), "effective");
        assertThat(job().path("outcome").asString()).isEqualTo("done");
    }

    @Test
    void afterItsLastRetryItHasFailed() {
        Asked asked = diagnostics("{'retries':1}");

        station.calls("DiagnosticsStatusNotification", "{'status':'UploadFailed'}");
        assertThat(job().path("outcome").asString()).isEqualTo("running");
        station.calls("DiagnosticsStatusNotification", "{'status':'Uploading'}");
        station.calls("DiagnosticsStatusNotification", "{'status':'UploadFailed'}");

        assertThat(awaitStage(asked.task(), "failed").path("error").asString()).contains("UploadFailed");
        assertThat(job().path("outcome").asString()).isEqualTo("failed");
    }

    @Test
    void aSuccessAfterTheFailureSetsTheTaskRight() throws Exception {
        Asked asked = diagnostics("{}");
        station.calls("DiagnosticsStatusNotification", "{'status':'UploadFailed'}");
        awaitStage(asked.task(), "failed");

        station.calls("DiagnosticsStatusNotification", "{'status':'Uploading'}");
        assertThat(put(asked.location() + "late.log", "after all")).isEqualTo(200);
        station.calls("DiagnosticsStatusNotification", "{'status':'Uploaded'}");

        assertThat(awaitStage(asked.task(), "effective").path("error").isNull()).isTrue();
        assertThat(job().path("outcome").asString()).isEqualTo("done");
        assertThat(job().path("fileName").asString()).isEqualTo("late.log");
    }

    @Test
    void whatCannotBetterIsFinalWhateverRetriesAreLeft() {
        connect("ocpp2.0.1");
        Asked asked = update("{'location':'" + ELSEWHERE + "','retries':5}");

        station.calls("FirmwareStatusNotification",
                "{'status':'InvalidSignature','requestId':" + asked.request().path("requestId").intValue() + "}");

        awaitStage(asked.task(), "failed");
        assertThat(job().path("outcome").asString()).isEqualTo("failed");
    }

    @Test
    void aRefusedJobHearsNothingOfWhatIsMeantForAnother() {
        Asked first = diagnostics("{}");
        station.answering("GetDiagnostics", "{}");
        Asked refused = diagnostics("{}");

        station.calls("DiagnosticsStatusNotification", "{'status':'Uploaded'}");

        awaitStage(first.task(), "effective");
        assertThat(job().path("taskId")).isEqualTo(refused.task().path("id"));
        await().untilAsserted(() -> assertThat(job().path("status").isNull()).isTrue());
        assertThat(job().path("outcome").asString()).isEqualTo("failed");
    }

    private void firmwareIs(String status) { station.calls("FirmwareStatusNotification", "{'status':'" + status + "'}"); }
}
