package io.wattline.csms.ocpp.rpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wattline.csms.ocpp.AccountShares;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.TokenBucket;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Duration;

/**
 * How much each station may still send, kept for an hour after its last connection began or ended, so that one that comes again has not got
 * a new burst. Of too many, those that came longest ago are forgotten first.
 */
final class Shares {
    private static final int MOST_STATIONS = 50_000;

    private final OcppProperties.Messages settings;
    private final AccountShares accounts;
    private final Cache<Key, Share> shares = Caffeine.newBuilder().maximumSize(MOST_STATIONS).expireAfterAccess(Duration.ofHours(1))
            .build();

    Shares(OcppProperties.Messages settings, AccountShares accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    private record Key(AccountId account, StationId station) {}

    record Share(TokenBucket minute, TokenBucket hour) {
        private long take(long now) { return Math.max(minute.take(now), hour.take(now)); }
    }

    /** In how many milliseconds the next message of the station has its turn; it takes its place in any case. */
    long take(StationPrincipal station, Share share, long now) {
        return Math.max(share.take(now), accounts.turn(station.account(), now));
    }

    Share of(StationPrincipal station) {
        return shares.get(key(station), _ -> new Share(new TokenBucket(settings.minute()), new TokenBucket(settings.hour())));
    }

    /** The hour begins anew. */
    void keep(StationPrincipal station, Share share) { shares.put(key(station), share); }

    private static Key key(StationPrincipal station) { return new Key(station.account(), station.station()); }
}
