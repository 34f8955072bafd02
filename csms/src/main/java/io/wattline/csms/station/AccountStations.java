package io.wattline.csms.station;

import io.wattline.csms.account.AccountListener;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.model.account.AccountId;
import org.springframework.stereotype.Component;

/** Sends the stations of a suspended account away; the door keeps them out from then on. */
@Component
class AccountStations implements AccountListener {
    private final StationLinks links;

    AccountStations(StationLinks links) { this.links = links; }

    @Override
    public void suspended(AccountId account) {
        links.all().stream().filter(link -> link.principal().account().equals(account)).toList()
                .forEach(link -> link.close("The account was suspended."));
    }
}
