package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.web.Problem;
import io.wattline.model.command.FileCommand;
import io.wattline.model.command.FileCommand.Image;
import io.wattline.model.command.FileCommand.Place;
import io.wattline.model.command.FileCommand.Retries;
import io.wattline.model.command.FileCommand.Transport;
import io.wattline.model.command.FileCommand.Upload;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the commands about files. Without a {@code location} the built-in file server makes one, by {@code transport}:
 * {@code http}, {@code http-basic} or {@code ftp}. {@code retryInterval} is in seconds.
 */
interface FileForm extends CommandForm {
    /** By the name in the address, without any member. */
    Map<String, CommandForm> BLANK = Map.of("get-diagnostics", new GetDiagnostics(null, null, null, null, null, null), "get-log",
            new GetLog(null, null, null, null, null, null, null), "update-firmware",
            new UpdateFirmware(null, null, null, null, null, null, null, null, null), "publish-firmware",
            new PublishFirmware(null, null, null, null, null, null), "unpublish-firmware", new UnpublishFirmware(null));

    String TRANSPORT = "http|http-basic|ftp";
    String TRANSPORTS = "must be http, http-basic or ftp";

    record GetDiagnostics(@Size(min = 1, max = 512) @Nullable String location,
            @Pattern(regexp = TRANSPORT, message = TRANSPORTS) @Nullable String transport, @Nullable Instant from, @Nullable Instant to,
            @Min(0) @Nullable Integer retries, @Min(0) @Nullable Integer retryInterval) implements FileForm {
        @Override
        public CommandRequest request() {
            return new Ask(new FileCommand.GetDiagnostics(
                    new Upload(place(location, transport), newRequestId(), from, to, new Retries(retries, retryInterval))));
        }
    }

    record GetLog(
            @NotNull @Pattern(regexp = "diagnostics|security|data-collector", message = "must be diagnostics, security or data-collector") String log,
            @Size(min = 1, max = 512) @Nullable String location,
            @Pattern(regexp = TRANSPORT, message = TRANSPORTS) @Nullable String transport, @Nullable Instant from, @Nullable Instant to,
            @Min(0) @Nullable Integer retries, @Min(0) @Nullable Integer retryInterval) implements FileForm {
        @Override
        public CommandRequest request() {
            String word = switch (log) {
                case "diagnostics" -> "DiagnosticsLog";
                case "security" -> "SecurityLog";
                default -> "DataCollectorLog";
            };
            return new Ask(new FileCommand.GetLog(word,
                    new Upload(place(location, transport), newRequestId(), from, to, new Retries(retries, retryInterval))));
        }
    }

    /** Certificate and signature of an image of ours are known; they are given for one that stands elsewhere. */
    record UpdateFirmware(@Nullable UUID firmwareId, @Size(min = 1, max = 512) @Nullable String location,
            @Pattern(regexp = TRANSPORT, message = TRANSPORTS) @Nullable String transport, @Nullable Instant retrieveAt,
            @Nullable Instant installAt, @Min(0) @Nullable Integer retries, @Min(0) @Nullable Integer retryInterval,
            @Size(max = 5500) @Nullable String signingCertificate, @Size(max = 800) @Nullable String signature) implements FileForm {
        @Override
        public CommandRequest request() {
            return new Ask(new FileCommand.UpdateFirmware(image(firmwareId, location, transport, signingCertificate, signature),
                    newRequestId(), retrieveAt, installAt, new Retries(retries, retryInterval)));
        }
    }

    /** {@code checksum}: MD5 in hexadecimal, needed of an image that stands elsewhere. */
    record PublishFirmware(@Nullable UUID firmwareId, @Size(min = 1, max = 512) @Nullable String location,
            @Pattern(regexp = TRANSPORT, message = TRANSPORTS) @Nullable String transport,
            @Pattern(regexp = "[0-9a-fA-F]{32}", message = "must be an MD5 sum in hexadecimal") @Nullable String checksum,
            @Min(0) @Nullable Integer retries, @Min(0) @Nullable Integer retryInterval) implements FileForm {
        @Override
        public CommandRequest request() {
            if (location != null && checksum == null)
                throw Problem.badRequest("Which image?", new Problem.Field("checksum", "is needed with a location"));
            return new Ask(new FileCommand.PublishFirmware(image(firmwareId, location, transport, null, null), checksum, newRequestId(),
                    new Retries(retries, retryInterval)));
        }
    }

    record UnpublishFirmware(
            @NotNull @Pattern(regexp = "[0-9a-fA-F]{32}", message = "must be an MD5 sum in hexadecimal") String checksum)
            implements
                FileForm {
        @Override
        public CommandRequest request() { return new Ask(new FileCommand.UnpublishFirmware(checksum)); }
    }

    private static Image image(@Nullable UUID firmware, @Nullable String location, @Nullable String transport,
            @Nullable String certificate, @Nullable String signature) {
        if ((firmware == null) == (location == null))
            throw Problem.badRequest("Which firmware?", new Problem.Field("firmwareId", "is needed, or else location, not both"));
        return new Image(firmware, place(location, transport), certificate, signature);
    }

    private static Place place(@Nullable String location, @Nullable String transport) {
        return new Place(location, switch (transport) {
            case "ftp" -> Transport.FTP;
            case "http-basic" -> Transport.HTTP_BASIC;
            case null, default -> Transport.HTTP;
        });
    }

    private static int newRequestId() { return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE); }
}
