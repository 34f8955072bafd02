package io.wattline.csms.ocpp;

/**
 * How to deal with a station. {@code strict}: what breaks its schema is refused; else it is repaired where that is possible,
 * transaction messages are never refused, and every deviation is counted.
 */
public record Manners(boolean strict, Quirks quirks) {
    /** Of a station of which nothing is known. */
    public static final Manners TOLERANT = new Manners(false, Quirks.NONE);
    public static final Manners STRICT = new Manners(true, Quirks.NONE);
}
