package io.wattline.model.station;

/** The OCPP version a connection speaks. */
public enum OcppVersion {
    V1_6("1.6", "ocpp1.6"), V2_0_1("2.0.1", "ocpp2.0.1"), V2_1("2.1", "ocpp2.1");

    private final String number;
    private final String subprotocol;

    OcppVersion(String number, String subprotocol) {
        this.number = number;
        this.subprotocol = subprotocol;
    }

    /** As people say it: {@code 1.6}, {@code 2.0.1}, {@code 2.1}. */
    public String number() { return number; }

    /** The registered WebSocket subprotocol. Source: OCPP-J 1.6 §3.1.2, OCPP 2.0.1 part 4 §3.1.2. */
    public String subprotocol() {
        return subprotocol;
    }

    public boolean is2x() { return this != V1_6; }
}
