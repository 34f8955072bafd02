package io.wattline.csms.ocpp;

import io.wattline.model.command.CommandProgress;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import java.time.Instant;
import java.util.Optional;
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
     * Asks the station; emits {@link CommandProgress.Sent} once the frame left and {@link CommandProgress.Answered}; a station that
     * was silent is heard for some minutes more, {@link CommandProgress.Late}.
     * Never fails: silence and broken connections are answers too.
     */
    Flux<CommandProgress> send(StationCommand command);

    /** A raw call in our words, where we have some; else the same. */
    StationCommand understood(RawCall raw);

    /** What the station must be able to do for this; empty when its version cannot ask for it. */
    Optional<Ability> abilityFor(StationCommand command);

    /** Ends the connection; {@code why} is told to the station as the close reason. */
    void close(String why);
}
