package io.wattline.csms.welcome;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which connectors a station has, and since when their status is not confirmed. */
@Repository
class ConnectorNotes {
    private final AccountDatabase database;

    ConnectorNotes(AccountDatabase database) { this.database = database; }

    record Note(ConnectorRef connector, boolean isUnconfirmed) {}

    Flux<Note> of(AccountId account, StationId station) {
        return database.many(account,
                db -> db.sql("""
                SELECT evse, connector, unconfirmed_since IS NOT NULL AS unconfirmed FROM connector
                WHERE account_id = :account AND station_id = :station AND evse > 0 AND connector > 0 ORDER BY evse, connector""")
                        .bind("account", account.value()).bind("station", station.value())
                        .map(row -> new Note(new ConnectorRef(station, number(row, "evse"), number(row, "connector")),
                                Boolean.TRUE.equals(row.get("unconfirmed", Boolean.class))))
                        .all());
    }

    private static int number(Readable row, String column) { return Objects.requireNonNull(row.get(column, Integer.class)); }

    /** Confirms those that were heard; all others are unconfirmed since then, or since earlier. */
    Mono<Void> note(AccountId account, StationId station, Collection<ConnectorRef> heard, Instant connectedAt) {
        return database.one(account, db -> db.sql("""
                UPDATE connector c SET unconfirmed_since = CASE WHEN h.evse IS NULL THEN COALESCE(c.unconfirmed_since, :since) END
                FROM connector k LEFT JOIN unnest(:evses::int[], :connectors::int[]) AS h(evse, connector)
                    ON h.evse = k.evse AND h.connector = k.connector
                WHERE k.account_id = :account AND k.station_id = :station AND k.evse > 0
                    AND c.account_id = k.account_id AND c.station_id = k.station_id AND c.evse = k.evse AND c.connector = k.connector
                    AND (h.evse IS NULL) = (c.unconfirmed_since IS NULL)""").bind("account", account.value())
                .bind("station", station.value()).bind("since", connectedAt)
                .bind("evses", heard.stream().map(ConnectorRef::evse).toArray(Integer[]::new))
                .bind("connectors", heard.stream().map(ConnectorRef::connector).toArray(Integer[]::new)).then());
    }
}
