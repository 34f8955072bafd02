package io.wattline.csms.station;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;

/** Hears that a station's boot would be answered otherwise than before; must return at once. */
public interface StandingListener {
    void standingChanged(AccountId account, StationId station);
}
