package io.wattline.model.event;

import io.wattline.model.account.AccountId;
import java.time.Instant;

/** A fact and whose it is; {@code receivedAt} is our time, the fact carries the station's. */
public record AccountEvent(AccountId account, StationEvent event, Instant receivedAt) {}
