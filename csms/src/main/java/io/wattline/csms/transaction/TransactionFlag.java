package io.wattline.csms.transaction;

/** What is odd about a transaction; nothing odd is ever dropped. */
public enum TransactionFlag {
    /** Its end was told before its start. */
    RECONSTRUCTED,
    /** Its station ended it by a name that is no transaction of this station. */
    ORPHAN,
    /** That name is a transaction of another station. */
    FOREIGN,
    /** Its station ended it by a wrong name; what was running made clear what was meant. */
    REASSIGNED,
    /** A second end says something else than the first, which counts. */
    DISCREPANCY,
    /** The token may not charge, but the station started. */
    UNAUTHORIZED,
    /** Messages are missing. */
    GAP,
    /** Parts of it happened while its station had no connection. */
    OFFLINE,
    /** Its station's clock was wrong; times are those of receipt. */
    CLOCK_SUSPECT,
    /** The register went back; the energy is the sum of its rising parts. */
    METER_RESET,
    /** The register at the start was a placeholder; energy counts from the first plausible reading. */
    BASELINE,
    /** Energy that cannot be was kept back from the bill, or the units of the meter are in doubt. */
    SUSPECT,
    /** Power and energy contradict each other by a thousand, or power is far beyond the connector: one of them is in another unit than it says. */
    UNITS;

    public String wireName() { return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'); }

    static TransactionFlag ofWireName(String wireName) { return valueOf(wireName.toUpperCase(java.util.Locale.ROOT).replace('-', '_')); }
}
