package io.wattline.csms.file;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The built-in file server: under which address stations find it (null: this host and port), where content lies, the largest firmware and
 * the largest upload of a station, how much all stations of an account may have left, how long a station may fetch or leave a file, and how much of a packed file is shown.
 */
@ConfigurationProperties("wattline.files")
record FileProperties(@Nullable String url, @DefaultValue("data/files") String folder, @DefaultValue("1GB") DataSize largestFirmware,
        @DefaultValue("512MB") DataSize largestUpload, @DefaultValue("20GB") DataSize mostUploads, @DefaultValue("72h") Duration jobLife,
        @DefaultValue("64MB") DataSize largestEntry,
        @DefaultValue Ftp ftp) {
    /**
     * FTP for old stations. {@code host} is the name or address under which stations find it (null: that of {@link FileProperties#url}),
     * {@code passivePorts} a list like {@code 40000-40100} (null: any free one).
     */
    record Ftp(@DefaultValue("false") boolean enabled, @DefaultValue("2121") int port, @Nullable String host,
            @Nullable String passivePorts) {}

    Optional<String> address() { return Optional.ofNullable(url).filter(text -> !text.isBlank()).map(text -> text.replaceAll("/+$", "")); }
}
