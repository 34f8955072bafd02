package io.wattline.csms.command;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * What stations turned out to be able to do, learnt from their answers and shared by all of an account with the same vendor, model and firmware:
 * a new firmware is a new beginning. Of stations that tell no firmware nothing is kept, because nobody would notice when it changes.
 */
@Repository
class Capabilities {
    private static final String OF_STATION = """
            FROM capability JOIN station USING (account_id, vendor, model, firmware_version)
            WHERE account_id = :account AND station_id = :station
            """;

    private final AccountDatabase database;

    Capabilities(AccountDatabase database) { this.database = database; }

    /** {@code since}: when it was learnt. */
    record Capability(String action, boolean supported, Instant since) {}

    /** Since when stations like this one are known not to support the action; empty when they are not. */
    Mono<Instant> unsupportedSince(AccountId account, StationId station, String action) {
        return database.one(account,
                db -> of(account, station, db.sql("SELECT learnt_at " + OF_STATION + "AND action = :action AND NOT supported"))
                        .bind("action", action).map(row -> row.get("learnt_at", Instant.class)).one());
    }

    Mono<Void> learn(AccountId account, StationId station, String action, boolean supported, Instant now) {
        return database.one(account, db -> of(account, station, db.sql("""
                INSERT INTO capability (account_id, vendor, model, firmware_version, action, supported, learnt_at)
                SELECT account_id, vendor, model, firmware_version, :action, :supported, :now FROM station
                WHERE account_id = :account AND station_id = :station AND vendor IS NOT NULL AND model IS NOT NULL
                    AND firmware_version IS NOT NULL
                ON CONFLICT (account_id, vendor, model, firmware_version, action)
                DO UPDATE SET supported = excluded.supported, learnt_at = excluded.learnt_at
                WHERE capability.supported <> excluded.supported""")).bind("action", action).bind("supported", supported).bind("now", now)
                .then());
    }

    /** What is known of stations like this one, by action. */
    Mono<Map<String, Capability>> of(AccountId account, StationId station) {
        return database.many(account, db -> of(account, station, db.sql("SELECT action, supported, learnt_at " + OF_STATION))
                .map(row -> new Capability(row.get("action", String.class), row.get("supported", Boolean.class),
                        row.get("learnt_at", Instant.class)))
                .all()).collectMap(Capability::action);
    }

    private static GenericExecuteSpec of(AccountId account, StationId station, GenericExecuteSpec statement) {
        return statement.bind("account", account.value()).bind("station", station.value());
    }
}
