package io.wattline.csms.file;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An old station that knows FTP and nothing else. */
@CsmsTest
class FtpTest {
    private static final String STATION = "/api/v1/stations/{id}";

    @LocalServerPort
    private int port;

    private String id;
    private Rest owner;
    private ConnectedStation station;
    private final FTPClient ftp = new FTPClient();

    @BeforeEach
    void anOldStation() {
        id = "FTP-" + UUID.randomUUID();
        owner = Rest.as(Rest.OWNER, port);
        station = new ConnectedStation(port, id, "ocpp1.6").answering("GetDiagnostics", "{'fileName':'diag.log'}").answering(
                "UpdateFirmware",
                "{}");
        station.calls("BootNotification", "{'chargePointVendor':'V','chargePointModel':'M'}");
    }

    @AfterEach
    void leave() throws IOException {
        station.close();
        if (ftp.isConnected()) ftp.disconnect();
    }

    @Test
    void leavesItsDiagnostics() throws Exception {
        signIn(ask("get-diagnostics", "{'transport':'ftp'}"));

        assertThat(leave("diag.log", "all is well")).isTrue();

        JsonNode files = json(owner.get(STATION + "/files", id), 200).path("items");
        assertThat(files).hasSize(1);
        assertThat(files.path(0).path("name").asString()).isEqualTo("diag.log");
        assertThat(files.path(0).path("sizeBytes").longValue()).isEqualTo(11);
        assertThat(leave("diag.log", "once more")).as("the job has its file").isFalse();
    }

    @Test
    void fetchesItsFirmwareAndGoesOnWhereItStopped() throws Exception {
        String firmware = FirmwareForms.upload(owner, "'version':'1'", "0123456789").path("id").asString();
        URI location = signIn(ask("update-firmware", "{'firmwareId':'" + firmware + "','transport':'ftp'}"));

        assertThat(ftp.listNames()).containsExactly("fw.bin");
        assertThat(fetch(location.getPath())).isEqualTo("0123456789");
        ftp.setRestartOffset(6);
        assertThat(fetch("fw.bin")).isEqualTo("6789");
    }

    @Test
    void seesNothingButItsJob() throws Exception {
        signIn(ask("get-diagnostics", "{'transport':'ftp'}"));

        assertThat(ftp.changeWorkingDirectory("..")).as("up from the top is the top").isTrue();
        assertThat(ftp.printWorkingDirectory()).isEqualTo("/");
        assertThat(ftp.changeWorkingDirectory("/etc")).isFalse();
        assertThat(ftp.listNames()).isNullOrEmpty();
        assertThat(fetch("../../../../etc/passwd")).isEmpty();
        assertThat(ftp.makeDirectory("mine")).isFalse();
        assertThat(ftp.deleteFile("diag.log")).isFalse();
    }

    @Test
    void leavesNothingWhereItIsToFetch() throws Exception {
        String firmware = FirmwareForms.upload(owner, "'version':'1'", "image").path("id").asString();
        signIn(ask("update-firmware", "{'firmwareId':'" + firmware + "','transport':'ftp'}"));

        assertThat(leave("fw.bin", "other")).isFalse();
        assertThat(fetch("fw.bin")).isEqualTo("image");
    }

    @Test
    void nobodyComesInWithoutAJob() throws Exception {
        URI location = location(ask("get-diagnostics", "{'transport':'ftp'}"));
        ftp.connect(location.getHost(), location.getPort());

        assertThat(ftp.login("anonymous", "me@example.com")).isFalse();
        ftp.disconnect();
        ftp.connect(location.getHost(), location.getPort());
        assertThat(ftp.login(location.getUserInfo().split(":")[0], "guessed")).isFalse();
    }

    private JsonNode ask(String command, String body) {
        return json(owner.with("Prefer", "wait=10").post(STATION + "/commands/" + command, body, id), 200);
    }

    private static URI location(JsonNode task) { return URI.create(task.path("request").path("location").asString()); }

    private URI signIn(JsonNode task) throws IOException {
        URI location = location(task);
        assertThat(location.getScheme()).isEqualTo("ftp");
        ftp.connect(location.getHost(), location.getPort());
        String[] login = location.getUserInfo().split(":");
        assertThat(ftp.login(login[0], login[1])).isTrue();
        ftp.setFileType(FTP.BINARY_FILE_TYPE);
        ftp.enterLocalPassiveMode();
        return location;
    }

    private boolean leave(String name, String content) throws IOException {
        return ftp.storeFile(name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private String fetch(String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ftp.retrieveFile(name, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
