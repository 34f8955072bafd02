package io.wattline.csms.command;

import java.util.Locale;

/** How far a command came. */
public enum TaskStage {
    /** Stored; nothing left for the station yet. */
    QUEUED,
    /** Its frame left. */
    SENT,
    /** The station answered, whatever it said. */
    ANSWERED,
    /** A later fact shows that the station did it. */
    EFFECTIVE,
    /** No answer, or no effect in time. */
    FAILED;

    public String wireName() { return name().toLowerCase(Locale.ROOT); }

    static TaskStage ofWireName(String wireName) { return valueOf(wireName.toUpperCase(Locale.ROOT)); }
}
