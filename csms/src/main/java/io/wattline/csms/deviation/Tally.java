package io.wattline.csms.deviation;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;

/** How often a station deviated in one way since that was stored last; the example is the latest. */
record Tally(Key key, long count, Instant firstAt, Instant lastAt, String example) {
    record Key(AccountId account, StationId station, String kind, String action, String pointer) {
        boolean isOf(AccountId of, StationId one) { return account.equals(of) && station.equals(one); }
    }

    Tally and(Tally later) { return new Tally(key, count + later.count, firstAt, later.lastAt, later.example); }
}
