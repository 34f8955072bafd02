package io.wattline.model.command;

import org.jspecify.annotations.Nullable;

/** A command on its way: first {@link Sent}, when a frame left at all, then {@link Answered}, sometimes {@link Late}. Payloads are OCPP JSON. */
public sealed interface CommandProgress {
    record Sent(String action, String request) implements CommandProgress {}

    record Answered(CommandResult result, @Nullable String response) implements CommandProgress {}

    /** What the station said after all, when nobody waited for it any more. */
    record Late(CommandResult result, @Nullable String response) implements CommandProgress {}
}
