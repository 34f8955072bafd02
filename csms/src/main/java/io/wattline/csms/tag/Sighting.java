package io.wattline.csms.tag;

import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.station.StationId;
import java.time.Instant;

/** That stations asked about a token which is no tag; {@code station} is the last of them. */
record Sighting(AccountId account, IdToken token, StationId station, Instant firstAt, Instant lastAt, long count) {
    record Key(AccountId account, String tagKey) {}

    Key key() { return new Key(account, token.key()); }

    /** This one and a later one of the same token. */
    Sighting and(Sighting later) {
        return new Sighting(account, later.token, later.station, firstAt, later.lastAt, count + later.count);
    }
}
