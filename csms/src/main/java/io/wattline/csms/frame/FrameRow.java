package io.wattline.csms.frame;

import io.wattline.csms.ocpp.FrameListener.FrameSeen;
import io.wattline.csms.ocpp.StationPrincipal;

/** A frame as kept; {@code id} grows with time and is unique within its station. */
record FrameRow(Place place, long id, FrameSeen frame) {
    /** What an object of this kind costs in memory beside its text, about. */
    private static final int OVERHEAD = 250;

    static FrameRow of(StationPrincipal station, long id, FrameSeen frame) {
        return new FrameRow(new Place(station.account(), station.station()), id, frame);
    }

    int bytes() { return OVERHEAD + frame.text().length(); }
}
