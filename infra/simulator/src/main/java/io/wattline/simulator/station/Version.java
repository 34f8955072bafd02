package io.wattline.simulator.station;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;

/** The OCPP versions a station can speak; 2.1 is spoken by the same classes as 2.0.1. */
public enum Version {
    V16("1.6"), V201("2.0.1"), V21("2.1");

    private final String number;

    Version(String number) { this.number = number; }

    /** Fails with IllegalArgumentException for a version no station here speaks. */
    @JsonCreator
    public static Version of(String number) {
        return Arrays.stream(values()).filter(version -> version.number.equals(number)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no OCPP version of ours (1.6, 2.0.1, 2.1): " + number));
    }

    public String number() { return number; }

    public String subprotocol() { return "ocpp" + number; }
}
