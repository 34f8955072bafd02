package io.wattline.model.station;

/**
 * One plug of a station. EVSE 0 is the station itself; an OCPP 1.x connector n is EVSE n, connector 1;
 * connector 0 stands for the EVSE as a whole (2.x messages that name no connector).
 */
public record ConnectorRef(StationId station, int evse, int connector) {
    public ConnectorRef {
        if (evse < 0 || connector < 0) throw new IllegalArgumentException("negative EVSE or connector: " + evse + "/" + connector);
    }

    /** The place an OCPP 1.x {@code connectorId} names; negative ones name none. */
    public static ConnectorRef ofConnectorId(StationId station, int connectorId) {
        return connectorId <= 0 ? new ConnectorRef(station, 0, 0) : new ConnectorRef(station, connectorId, 1);
    }

    public boolean isStation() { return evse == 0; }
}
