package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ErrandsTest {
    private static final URI FIRMWARE = URI.create("http://files/fw.bin");

    @Test
    void leavesItsDiagnosticsAndTellsSo() {
        var world = World.quiet(Version.V16).booted();

        world.order("GetDiagnostics", "{'location':'http://files/job/'}");
        world.pass(Duration.ofSeconds(2));

        assertThat(words(world, "DiagnosticsStatusNotification")).containsExactly("Uploading", "Uploaded");
        assertThat(world.courier.left).hasSize(1).allSatisfy((at, content) -> {
            assertThat(at.toString()).startsWith("http://files/job/diagnostics-").endsWith(".log");
            assertThat(content).contains("TEST1", "EVSE 2");
        });
        world.everythingSaidWasValid();
    }

    @Test
    void tellsOfALogByItsNumber() {
        var world = World.quiet(Version.V201).booted();

        assertThat(world.status("GetLog", "{'logType':'SecurityLog','requestId':7,'log':{'remoteLocation':'http://files/job'}}"))
                .isEqualTo("Accepted");
        world.pass(Duration.ofSeconds(2));

        assertThat(words(world, "LogStatusNotification")).containsExactly("Uploading", "Uploaded");
        assertThat(world.csms.payloads("LogStatusNotification")).allMatch(told -> told.path("requestId").asInt() == 7);
        world.everythingSaidWasValid();
    }

    @Test
    void tellsWhenItCannotLeaveAnything() {
        var world = World.quiet(Version.V16).booted();

        world.order("GetDiagnostics", "{'location':'http://closed/job/'}");
        world.order("GetDiagnostics", "{'location':'ftp://files/job/'}");
        world.pass(Duration.ofSeconds(2));

        assertThat(words(world, "DiagnosticsStatusNotification")).containsExactlyInAnyOrder("Uploading", "UploadFailed", "Uploading",
                "UploadFailed");
    }

    @Test
    void installsWhatItFetched() {
        var world = World.quiet(Version.V201).booted();
        world.courier.there.put(FIRMWARE, 10L);

        world.status("UpdateFirmware", "{'requestId':3,'firmware':{'location':'" + FIRMWARE
                + "','retrieveDateTime':'2026-01-01T10:01:00Z','signingCertificate':'PEM','signature':'c2ln'}}");
        world.pass(Duration.ofSeconds(30));
        assertThat(words(world, "FirmwareStatusNotification")).as("not before its time").isEmpty();
        world.pass(Duration.ofMinutes(2));

        assertThat(words(world, "FirmwareStatusNotification")).containsExactly("Downloading", "Downloaded", "SignatureVerified",
                "Installing",
                "Installed");
        world.everythingSaidWasValid();
    }

    @Test
    void tellsWhenThereIsNothingToFetch() {
        var world = World.quiet(Version.V16).booted();

        world.order("UpdateFirmware", "{'location':'" + FIRMWARE + "','retrieveDate':'2026-01-01T10:00:00Z'}");
        world.pass(Duration.ofSeconds(2));

        assertThat(words(world, "FirmwareStatusNotification")).containsExactly("Downloading", "DownloadFailed");
        world.everythingSaidWasValid();
    }

    private static List<String> words(World world, String message) {
        return world.csms.payloads(message).stream().map((JsonNode told) -> told.path("status").asString("")).toList();
    }
}
