package io.wattline.csms.ocpp;

import io.wattline.model.station.OcppVersion;
import java.util.Collection;

/** The actions of each version, as its schema document lists them. */
public interface OcppActions {
    Collection<Action> of(OcppVersion version);

    /** {@code from}: who may send it: {@code station}, {@code csms} or {@code both}; {@code schema}: of the request, self-contained JSON. */
    record Action(String name, String from, String schema) {}
}
