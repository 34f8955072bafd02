package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.ocpp.TestStation;
import io.wattline.model.station.OcppVersion;

/** A 2.x station for tests of other packages. */
public final class Station2 {
    private Station2() {}

    public static TestStation station(OcppVersion version) { return new TestStation(version, Ocpp2::new); }

    /** One whose boots are answered that way. */
    public static TestStation standing(OcppVersion version, BootStatus standing) {
        return new TestStation(version, Ocpp2::new, standing);
    }

    public static TestStation station(OcppVersion version, Manners manners) { return new TestStation(version, Ocpp2::new, manners); }
}
