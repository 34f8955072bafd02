package io.wattline.csms.quirk;

import io.wattline.csms.ocpp.Manners;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.Booted;
import io.wattline.model.station.StationId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The manners of the stations that came to this node: set at their admission, changed by operators, boots and profiles. */
@Component
public class StationManners implements CommitListener {
    private final QuirkProfiles profiles;
    private final Map<Key, Known> stations = new ConcurrentHashMap<>();

    StationManners(QuirkProfiles profiles) {
        this.profiles = profiles;
        profiles.onChange(() -> stations.values().forEach(Known::resolve));
    }

    private record Key(AccountId account, StationId station) {}

    /** The manners of the station from now on, as they are whenever asked. */
    public Supplier<Manners> admitted(AccountId account, StationId station, boolean strict, Make make) {
        Known known = stations.computeIfAbsent(new Key(account, station), _ -> new Known());
        known.become(strict, make);
        return known;
    }

    /** An operator decided. */
    public void strictness(AccountId account, StationId station, boolean strict) {
        Known known = stations.get(new Key(account, station));
        if (known != null) known.become(strict, null);
    }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        for (AccountEvent fact : facts)
            if (fact.event() instanceof Booted booted) {
                Known known = stations.get(new Key(fact.account(), booted.station()));
                if (known != null) known.become(null, new Make(booted.vendor(), booted.model(), booted.firmwareVersion()));
            }
    }

    private final class Known implements Supplier<Manners> {
        private boolean strict;
        private Make make = Make.UNKNOWN;
        private volatile Manners manners = Manners.TOLERANT;

        /** Null leaves what is known. */
        private synchronized void become(@Nullable Boolean nowStrict, @Nullable Make nowMake) {
            if (nowStrict != null) strict = nowStrict;
            if (nowMake != null) make = nowMake;
            resolve();
        }

        private synchronized void resolve() { manners = new Manners(strict, profiles.of(make)); }

        @Override
        public Manners get() { return manners; }
    }
}
