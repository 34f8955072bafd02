package io.wattline.csms.ocpp.ws;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The connection that counts of each station: the newest. */
@Component
class Links implements StationLinks {
    private final Map<Key, Connection> current = new ConcurrentHashMap<>();

    Links(MeterRegistry metrics) {
        Gauge.builder("wattline.ocpp.stations", current, Map::size).description("Stations connected to this node").register(metrics);
    }

    private record Key(AccountId account, StationId station) {
        static Key of(StationPrincipal principal) { return new Key(principal.account(), principal.station()); }
    }

    @Override
    public Optional<StationLink> find(AccountId account, StationId station) {
        return Optional.ofNullable(current.get(new Key(account, station)));
    }

    @Override
    public Collection<StationLink> all() { return Collections.unmodifiableCollection(current.values()); }

    Collection<Connection> connections() { return current.values(); }

    /** The connection counts from now on; returns the one that did. */
    @Nullable
    Connection replace(Connection connection) { return current.put(Key.of(connection.principal()), connection); }

    /** Forgets the connection; false when a newer one counts already. */
    boolean remove(Connection connection) {
        return current.remove(Key.of(connection.principal()), connection);
    }
}
