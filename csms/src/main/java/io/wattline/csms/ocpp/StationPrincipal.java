package io.wattline.csms.ocpp;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;

/** An admitted station: whose it is, who it is, and what its connection speaks. */
public record StationPrincipal(AccountId account, StationId station, OcppVersion version, String remoteAddress) {}
