package io.wattline.model.station;

/** What a connector is doing, in the words all OCPP versions share; the station's own word is kept beside it. */
public enum ConnectorStatus {
    UNKNOWN("Unknown"), AVAILABLE("Available"), OCCUPIED("Occupied"), RESERVED("Reserved"), UNAVAILABLE("Unavailable"), FAULTED("Faulted");

    private final String wireName;

    ConnectorStatus(String wireName) { this.wireName = wireName; }

    public String wireName() { return wireName; }

    /** The status of that wire name, {@link #UNKNOWN} for any other. */
    public static ConnectorStatus ofWireName(String wireName) {
        for (ConnectorStatus status : values()) if (status.wireName.equalsIgnoreCase(wireName)) return status;
        return UNKNOWN;
    }
}
