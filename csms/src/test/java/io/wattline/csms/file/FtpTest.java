package io.wattline.csms.file;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An old station that knows FTP and nothing else. */
class FtpTest extends FileScene {
    private final FTPClient ftp = new FTPClient();

    @AfterEach
    void disconnect() throws IOException { if (ftp.isConnected()) ftp.disconnect(); }

    @Test
    void leavesItsDiagnostics() throws Exception {
        signIn(diagnostics("{'transport':'ftp'}"));

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
        URI location = signIn(update("{'firmwareId':'" + firmware + "','transport':'ftp'}"));

        assertThat(ftp.listNames()).containsExactly("fw.bin");
        assertThat(fetch(location.getPath())).isEqualTo("0123456789");
        ftp.setRestartOffset(6);
        assertThat(fetch("fw.bin")).isEqualTo("6789");
    }

    @Test
    void seesNothingButItsJob() throws Exception {
        signIn(diagnostics("{'transport':'ftp'}"));

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
        signIn(update("{'firmwareId':'" + firmware + "','transport':'ftp'}"));

        assertThat(leave("fw.bin", "other")).isFalse();
        assertThat(fetch("fw.bin")).isEqualTo("image");
    }

    @Test
    void nobodyComesInWithoutAJob() throws Exception {
        URI location = URI.create(diagnostics("{'transport':'ftp'}").location());
        ftp.connect(location.getHost(), location.getPort());

        assertThat(ftp.login("anonymous", "me@example.com")).isFalse();
        ftp.disconnect();
        ftp.connect(location.getHost(), location.getPort());
        assertThat(ftp.login(location.getUserInfo().split(":")[0], "guessed")).isFalse();
    }

    private URI signIn(Asked asked) throws IOException {
        URI location = URI.create(asked.location());
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
