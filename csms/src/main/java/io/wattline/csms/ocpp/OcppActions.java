package io.wattline.csms.ocpp;

import io.wattline.model.station.OcppVersion;
import java.util.Collection;
import java.util.Optional;

/** The actions of each version, as its schema document lists them. */
public interface OcppActions {
    Collection<Action> of(OcppVersion version);

    /** What is wrong with a request (JSON) that we would send, in a sentence; nothing when a station of this version can read it. */
    Optional<String> flaw(OcppVersion version, String action, String payload);

    /** {@code from}: who may send it: {@code station}, {@code csms} or {@code both}; {@code schema}: of the request, self-contained JSON. */
    record Action(String name, String from, String schema) {}
}
