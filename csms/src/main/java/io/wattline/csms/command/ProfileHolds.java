package io.wattline.csms.command;

import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationEvent;
import java.time.Duration;

/** The station comes back with this security profile, or a higher one. */
record ProfileHolds(int profile, Duration within) implements Effect {
    @Override
    public boolean isShownBy(StationEvent fact) { return fact instanceof StationConnected came && came.securityProfile() >= profile; }

    @Override
    public Duration patience(CommandProperties settings) { return within; }
}
