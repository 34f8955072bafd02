package io.wattline.csms.frame;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;

/** A station; its id alone says nothing, because another account may have one that is called the same. */
record Place(AccountId account, StationId station) {}
