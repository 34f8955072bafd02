package io.wattline.csms.station;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import io.wattline.model.station.StationId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which stations exist and who without permissions may use them. */
@Repository
class StationAccess {
    private final AccountDatabase database;

    StationAccess(AccountDatabase database) { this.database = database; }

    Mono<Set<StationId>> stationsOf(AccountId account, UserId user) {
        return database.many(account,
                db -> db.sql("""
                SELECT station_id FROM station_access JOIN station USING (account_id, station_id)
                WHERE account_id = :account AND user_id = :user AND deleted_at IS NULL
                UNION SELECT station_id FROM site_user JOIN station USING (account_id, site_id)
                WHERE account_id = :account AND user_id = :user AND deleted_at IS NULL""").bind("account", account.value())
                        .bind("user", user.value())
                        .map(row -> new StationId(row.get("station_id", String.class))).all())
                .collect(Collectors.toSet());
    }

    /** In the order of their ids, at most {@code limit}. */
    Mono<List<StationId>> matching(AccountId account, StationVisibility visibility, StationFilter filter, int limit) {
        return database.many(account, db -> visibility.bind(db.sql("""
                SELECT station_id FROM station WHERE account_id = :account AND deleted_at IS NULL
                    AND (:stations::text[] IS NULL OR station_id = ANY (:stations::text[]))
                    AND (:online::boolean IS NULL OR online = :online::boolean)
                    AND (:vendor::text IS NULL OR vendor = :vendor) AND (:model::text IS NULL OR model = :model)
                    AND (:firmware::text IS NULL OR firmware_version = :firmware)
                    AND (:version::text IS NULL OR ocpp_version = :version)
                    AND (:text::text IS NULL OR position(lower(:text) IN lower(station_id || ' ' || name)) > 0)
                ORDER BY station_id LIMIT :limit"""), "stations").bind("account", account.value())
                .bind("online", nullable(filter.online(), Boolean.class)).bind("vendor", nullable(filter.vendor(), String.class))
                .bind("model", nullable(filter.model(), String.class)).bind("firmware", nullable(filter.firmwareVersion(), String.class))
                .bind("version", nullable(filter.ocppVersion(), String.class)).bind("text", nullable(filter.q(), String.class))
                .bind("limit", limit).map(row -> new StationId(row.get("station_id", String.class))).all()).collectList();
    }

    Mono<Boolean> exists(AccountId account, StationId station) {
        return database.one(account, db -> db
                .sql("""
                SELECT EXISTS (SELECT FROM station WHERE account_id = :account AND station_id = :station AND deleted_at IS NULL) AS known""")
                .bind("account", account.value()).bind("station", station.value()).map(row -> row.get("known", Boolean.class)).one());
    }
}
