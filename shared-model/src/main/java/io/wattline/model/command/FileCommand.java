package io.wattline.model.command;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a station is asked to do with files. {@code requestId} is the number by which it tells how far it is. */
public sealed interface FileCommand extends StationCommand.OfBlock {
    record GetDiagnostics(Upload upload) implements FileCommand {
        @Override
        public String name() { return "get-diagnostics"; }
    }

    /** {@code log} is OCPP's word, for example {@code SecurityLog}. */
    record GetLog(String log, Upload upload) implements FileCommand {
        @Override
        public String name() { return "get-log"; }
    }

    /** Without {@code retrieveAt} at once, without {@code installAt} as soon as it is there. */
    record UpdateFirmware(Image image, int requestId, @Nullable Instant retrieveAt, @Nullable Instant installAt,
            Retries retries) implements FileCommand {
        @Override
        public String name() { return "update-firmware"; }
    }

    /** {@code checksum}: the MD5 of the image in hexadecimal; null for an image of ours, whose sum is known. */
    record PublishFirmware(Image image, @Nullable String checksum, int requestId, Retries retries) implements FileCommand {
        @Override
        public String name() { return "publish-firmware"; }
    }

    record UnpublishFirmware(String checksum) implements FileCommand {
        @Override
        public String name() { return "unpublish-firmware"; }
    }

    /** What of the log is wanted (null: from its beginning, to its end) and where to. */
    record Upload(Place place, int requestId, @Nullable Instant from, @Nullable Instant to, Retries retries) {}

    /** One of our images, or one that stands elsewhere; certificate (PEM) and signature (base64) when it is signed. */
    record Image(@Nullable UUID firmware, Place place, @Nullable String signingCertificate, @Nullable String signature) {}

    /** A URL; without one the platform makes one of its own, of this kind. */
    record Place(@Nullable String location, Transport transport) {}

    /** HTTP with the key in the address, HTTP with user and password, or FTP. */
    enum Transport { HTTP, HTTP_BASIC, FTP }

    /** How often to try again, and after how many seconds; null leaves it to the station. */
    record Retries(@Nullable Integer times, @Nullable Integer intervalSeconds) {}
}
