package io.wattline.model.event;

import io.wattline.model.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a station is with a file; {@code status} is its own word, {@code requestId} the number the job was asked for with.
 * Source: OCPP 1.6 §4.3 and §4.5, its security extension, OCPP 2.0.1 part 2 L01 and N01.
 */
public record JobProgressed(StationId station, Instant at, JobKind kind, String status, @Nullable Integer requestId,
        @Nullable String info) implements Announcement {
    public enum Outcome { RUNNING, DONE, FAILED }

    @Override
    public String type() {
        return switch (kind) {
            case FIRMWARE -> "firmware.status";
            case DIAGNOSTICS -> "diagnostics.status";
            case LOG -> "log.status";
            case PUBLICATION -> "publication.status";
        };
    }

    public Outcome outcome() {
        return switch (status) {
            case "Installed", "Uploaded", "Published" -> Outcome.DONE;
            case "DownloadFailed", "InstallationFailed", "InstallVerificationFailed", "InvalidSignature", "UploadFailed", "UploadFailure",
                    "BadMessage", "NotSupportedOperation", "PermissionDenied", "AcceptedCanceled", "InvalidChecksum", "PublishFailed" ->
                Outcome.FAILED;
            default -> Outcome.RUNNING;
        };
    }

    /** Whether it failed at something that it may try again by itself. */
    public boolean mayTryAgain() {
        return switch (status) {
            case "DownloadFailed", "InstallationFailed", "UploadFailed", "UploadFailure", "PublishFailed" -> true;
            default -> false;
        };
    }

    /** Whether the station says that it has nothing to do. */
    public boolean saysIdle() { return status.equals("Idle"); }

    /** Whether it is about the job of this kind and number; a station that names no number means the one of that kind it works at. */
    public boolean concerns(JobKind job, int number) {
        if (requestId == null) return kind == job;
        return requestId == number && (kind == job || kind == JobKind.LOG && job == JobKind.DIAGNOSTICS);
    }
}
