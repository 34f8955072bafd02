package io.wattline.csms.ocpp;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.util.Collection;
import java.util.Optional;

/** The stations connected to this node; a station's newest connection is the one that counts. */
public interface StationLinks {
    Optional<StationLink> find(AccountId account, StationId station);

    Collection<StationLink> all();
}
