package io.wattline.model.event;

import java.util.Locale;

/** What a station does with a file. */
public enum JobKind {
    /** Fetches a firmware and installs it. */
    FIRMWARE,
    /** Uploads its diagnostics. */
    DIAGNOSTICS,
    /** Uploads one of its logs. */
    LOG,
    /** Fetches a firmware and offers it to its neighbours. */
    PUBLICATION;

    public static JobKind ofWireName(String wireName) { return valueOf(wireName.toUpperCase(Locale.ROOT)); }

    public String wireName() { return name().toLowerCase(Locale.ROOT); }

    /** As it stands in JSON. */
    @Override
    public String toString() { return wireName(); }
}
