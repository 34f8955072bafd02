package io.wattline.model.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way: first {@link Sent}, when a frame left at all, then {@link Answered}, sometimes {@link Late}. One that takes several CALLs tells of them in
 * between, and last {@link Sent} and {@link Answered} as if it had been one. Payloads are OCPP JSON.
 */
public sealed interface CommandProgress {
    record Sent(String action, String request) implements CommandProgress {}

    record Answered(CommandResult result, @Nullable String response) implements CommandProgress {}

    /** What the station said after all, when nobody waited for it any more. */
    record Late(CommandResult result, @Nullable String response) implements CommandProgress {}

    /** The CALLs answered so far, in order. */
    record InParts(List<Part> parts) implements CommandProgress {
        public InParts { parts = List.copyOf(parts); }
    }

    record Part(String action, String request, CommandResult result, @Nullable String response) {}
}
