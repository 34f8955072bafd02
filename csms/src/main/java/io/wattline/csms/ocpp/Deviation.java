package io.wattline.csms.ocpp;

/**
 * Where a station departed from the specification and was understood all the same.
 *
 * @param kind what was odd and what became of it, for example {@code number-as-text}
 * @param action of the message, or {@code *} when it concerns no single one
 * @param pointer JSON pointer into the payload, with {@code *} for any item of a list; empty for the whole of it
 * @param example as the station wrote it
 */
public record Deviation(String kind, String action, String pointer, String example) {
    private static final int LONGEST_EXAMPLE = 500;

    public Deviation {
        if (example.length() > LONGEST_EXAMPLE) example = example.substring(0, LONGEST_EXAMPLE - 1) + "…";
    }
}
