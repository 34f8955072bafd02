package io.wattline.csms.command;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task in REST; {@code request} and {@code response} are the OCPP payloads as they went over the wire, as JSON and not as text. */
public record TaskView(UUID id, String stationId, String command, String stage, @Nullable String result,
        @JsonRawValue @Nullable String request,
        @JsonRawValue @Nullable String response, @Nullable String error, boolean finished, Instant createdAt, Instant updatedAt,
        @Nullable UUID batchId, @JsonRawValue @Nullable String parts) {
    static TaskView of(CommandTask task) {
        return new TaskView(task.id(), task.station().value(), task.command(), task.stage().wireName(), task.result(), task.request(),
                task.response(), task.error(), task.isFinished(), task.createdAt(), task.updatedAt(), task.batch(),
                task.parts());
    }
}
