package io.wattline.csms.station;

import io.wattline.model.account.AccountId;

/** Hears that stations of an account came to another site; must return at once. */
public interface PlaceListener {
    void placesChanged(AccountId account);
}
