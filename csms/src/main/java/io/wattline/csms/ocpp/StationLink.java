package io.wattline.csms.ocpp;

import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.StationCommand;
import java.time.Instant;
import reactor.core.publisher.Flux;

/** A connected station and what we may ask of it. */
public interface StationLink {
    StationPrincipal principal();

    Instant connectedAt();

    /** When the last frame of any kind came from the station. */
    Instant lastSeenAt();

    /** Whether it sends more than its share and is therefore answered later. */
    boolean isThrottled();

    /**
     * Asks the station; emits {@link CommandProgress.Sent} once the frame left and {@link CommandProgress.Answered} last.
     * Never fails: silence and broken connections are answers too.
     */
    Flux<CommandProgress> send(StationCommand command);

    /** Ends the connection; {@code why} is told to the station as the close reason. */
    void close(String why);
}
