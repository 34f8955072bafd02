package io.wattline.csms.station;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import io.wattline.model.station.StationId;
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
                WHERE account_id = :account AND user_id = :user AND deleted_at IS NULL""").bind("account", account.value())
                        .bind("user", user.value())
                        .map(row -> new StationId(row.get("station_id", String.class))).all())
                .collect(Collectors.toSet());
    }

    Mono<Boolean> exists(AccountId account, StationId station) {
        return database.one(account, db -> db
                .sql("""
                SELECT EXISTS (SELECT FROM station WHERE account_id = :account AND station_id = :station AND deleted_at IS NULL) AS known""")
                .bind("account", account.value()).bind("station", station.value()).map(row -> row.get("known", Boolean.class)).one());
    }
}
