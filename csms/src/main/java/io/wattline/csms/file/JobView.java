package io.wattline.csms.file;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job in REST. {@code status} is the station's last word of it, {@code outcome} what that comes to: running, done or failed; {@code stage} and
 * {@code error} are those of its task; {@code fileId} is what it uploaded; {@code expiresAt}: until when the file server lets the station in.
 */
record JobView(UUID taskId, String kind, String command, String stage, int requestId, @Nullable String status, @Nullable String info,
        String outcome, @Nullable String error, @Nullable UUID firmwareId, @Nullable UUID fileId, @Nullable String fileName,
        @Nullable Instant expiresAt, Instant createdAt, Instant updatedAt) {}
