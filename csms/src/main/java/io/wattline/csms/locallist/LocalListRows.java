package io.wattline.csms.locallist;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.LocalListEntry;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class LocalListRows {
    /** What the station has; without an accepted version nobody knows its entries. */
    record Held(String mode, @Nullable Integer stationVersion, @Nullable Integer acceptedVersion, @Nullable Instant updatedAt) {
        static final Held NOTHING = new Held("off", null, null, null);

        boolean isKnown() { return acceptedVersion != null && acceptedVersion.equals(stationVersion); }
    }

    private final AccountDatabase database;

    LocalListRows(AccountDatabase database) { this.database = database; }

    Mono<Held> held(AccountId account, StationId station) {
        return database.one(account, db -> db.sql("SELECT * FROM local_list WHERE account_id = :account AND station_id = :station")
                .bind("account", account.value()).bind("station", station.value())
                .map(row -> new Held(Objects.requireNonNull(row.get("mode", String.class)), row.get("station_version", Integer.class),
                        row.get("accepted_version", Integer.class), row.get("updated_at", Instant.class)))
                .one()).defaultIfEmpty(Held.NOTHING);
    }

    Mono<List<LocalListEntry>> entries(AccountId account, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM local_list_entry WHERE account_id = :account AND station_id = :station ORDER BY tag_key""")
                .bind("account", account.value()).bind("station", station.value()).map(LocalListRows::entry).all()).collectList();
    }

    Mono<Void> mode(AccountId account, StationId station, String mode, Instant now) {
        return database.one(account, db -> db.sql("""
                INSERT INTO local_list (account_id, station_id, mode, updated_at) VALUES (:account, :station, :mode, :now)
                ON CONFLICT (account_id, station_id) DO UPDATE SET mode = excluded.mode""").bind("account", account.value())
                .bind("station", station.value()).bind("mode", mode).bind("now", now).then());
    }

    /** The stations whose lists are kept in step; of one station only when one is named. */
    Flux<StationId> automatic(AccountId account, @Nullable StationId station) {
        return database.many(account, db -> db
                .sql("""
                SELECT station_id FROM local_list WHERE account_id = :account AND mode = 'auto' AND (:station::text IS NULL OR station_id = :station)""")
                .bind("account", account.value()).bind("station", nullable(station == null ? null : station.value(), String.class))
                .map(row -> new StationId(Objects.requireNonNull(row.get("station_id", String.class)))).all());
    }

    /** The keys of the tags of those who have access to the station: when not all fit, theirs come first. */
    Mono<Set<String>> tagsWithAccess(AccountId account, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT tag_key FROM tag_user JOIN station_access USING (account_id, user_id)
                WHERE account_id = :account AND station_id = :station
                UNION SELECT tag_key FROM tag_user JOIN site_user USING (account_id, user_id) JOIN station USING (account_id, site_id)
                WHERE account_id = :account AND station_id = :station""").bind("account", account.value()).bind("station", station.value())
                .map(row -> Objects.requireNonNull(row.get("tag_key", String.class))).all()).collect(Collectors.toSet());
    }

    private static LocalListEntry entry(Readable row) {
        String parent = row.get("parent_id_tag", String.class);
        return new LocalListEntry(new IdToken(Objects.requireNonNull(row.get("id_tag", String.class)), row.get("type", String.class)),
                TagStatus.valueOf(Objects.requireNonNull(row.get("status", String.class))), row.get("expires_at", Instant.class),
                parent == null ? null : new IdToken(parent));
    }
}
