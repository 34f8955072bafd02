package io.wattline.csms.command;

import io.wattline.model.account.UserId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as stored. {@code result} is the wire name of a {@link io.wattline.model.command.CommandResult}; {@code request} and {@code response}
 * are OCPP JSON as it went over the wire; {@code deadline} is until when an accepted command may show its effect, null when none is awaited;
 * {@code batch} is shared by the tasks that one request gave to many stations; {@code parts} are the CALLs (JSON) of a command that took several.
 */
public record CommandTask(UUID id, StationId station, String command, TaskStage stage, @Nullable String result, @Nullable String request,
        @Nullable String response, @Nullable String error, @Nullable UserId createdBy, @Nullable Instant deadline, Instant createdAt,
        Instant updatedAt, @Nullable UUID batch, @Nullable String parts) {
    static CommandTask queued(StationId station, String command, @Nullable UserId createdBy, Instant now, @Nullable UUID batch) {
        return new CommandTask(UUID.randomUUID(), station, command, TaskStage.QUEUED, null, null, null, null, createdBy, null, now, now,
                batch, null);
    }

    /** Whether nothing of it changes any more. */
    public boolean isFinished() {
        return switch (stage) {
            case QUEUED, SENT -> false;
            case ANSWERED -> deadline == null;
            case EFFECTIVE, FAILED -> true;
        };
    }
}
