package io.wattline.csms.file;

import io.wattline.csms.file.JobRows.Access;
import io.wattline.model.command.FileCommand.Transport;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Under which address a station finds the file of its job. */
@Component
class Addresses {
    private final FileProperties settings;
    private final Environment environment;
    private final FtpDoor ftp;

    Addresses(FileProperties settings, Environment environment, FtpDoor ftp) {
        this.settings = settings;
        this.environment = environment;
        this.ftp = ftp;
    }

    /** {@code name} is that of the file to fetch; empty for a folder to leave something in. */
    String of(Access access, Transport transport, String name) {
        String path = "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return switch (transport) {
            case HTTP -> base() + TransferController.DOOR + "/" + access.secret().value() + path;
            case HTTP_BASIC ->
                base().replaceFirst("://", "://" + login(access) + "@") + TransferController.DOOR + "/" + access.login() + path;
            case FTP -> "ftp://" + login(access) + "@" + ftpHost() + ":" + ftp.port() + path;
        };
    }

    private static String login(Access access) { return access.login() + ":" + access.secret().value(); }

    /** The port is known when the server listens, which it does before anybody can ask. */
    private String base() {
        return settings.address().orElseGet(() -> "http://localhost:"
                + environment.getProperty("local.server.port", environment.getProperty("server.port", "8081")));
    }

    private String ftpHost() { return settings.ftp().host() == null ? URI.create(base()).getHost() : settings.ftp().host(); }
}
