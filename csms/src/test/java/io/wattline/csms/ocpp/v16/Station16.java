package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.model.station.OcppVersion;

/** A 1.6 station for tests of other packages. */
public final class Station16 {
    private Station16() {}

    public static TestStation station() { return new TestStation(OcppVersion.V1_6, Ocpp16::new); }

    /** One whose boots are answered that way. */
    public static TestStation standing(BootStatus standing) {
        return new TestStation(OcppVersion.V1_6, Ocpp16::new, standing);
    }

    public static TestStation station(Manners manners) { return new TestStation(OcppVersion.V1_6, Ocpp16::new, manners); }
}
