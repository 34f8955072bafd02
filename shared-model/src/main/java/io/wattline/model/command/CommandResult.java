package io.wattline.model.command;

/** How a station answered a command; what it said in full is kept beside it. */
public sealed interface CommandResult {
    /** The station agreed, at once or (scheduled, after a reboot) later. */
    record Accepted() implements CommandResult {}

    /** The station declined; {@code status} is its own word. */
    record Rejected(String status) implements CommandResult {}

    /** The station, or its OCPP version, does not know this command. */
    record Unsupported(String why) implements CommandResult {}

    /** The station answered with an error of the protocol. */
    record Refused(String code, String description) implements CommandResult {}

    /** The station is not connected, or did not answer in time. */
    record Unreachable(String why) implements CommandResult {}

    /** The name on the wire: {@code Accepted}, {@code Rejected} … */
    default String wireName() { return getClass().getSimpleName(); }
}
