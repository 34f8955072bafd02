package io.wattline.csms.command;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.ocpp.Ability;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
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

    /** {@code detail}: null when it is about the whole action; {@code since}: when it was learnt. */
    record Capability(String action, @Nullable String detail, boolean supported, Instant since) {}

    /** Since when stations like this one are known not to be able to do it; empty when they are not. */
    Mono<Instant> unsupportedSince(AccountId account, StationId station, Ability ability) {
        return database.one(account,
                db -> of(account, station, db.sql("SELECT min(learnt_at) AS since " + OF_STATION + """
                        AND action = :action AND detail IN ('', :detail) AND NOT supported HAVING count(*) > 0"""))
                        .bind("action", ability.action()).bind("detail", detail(ability)).map(row -> row.get("since", Instant.class))
                        .one());
    }

    Mono<Void> can(AccountId account, StationId station, Ability ability, Instant now) {
        return learn(account, station, ability, true, now);
    }

    /** It knows the action, if it is the detail that it cannot do. */
    Mono<Void> cannot(AccountId account, StationId station, Ability ability, Instant now) {
        return learn(account, station, ability, false, now);
    }

    private Mono<Void> learn(AccountId account, StationId station, Ability ability, boolean supported, Instant now) {
        return database.one(account, db -> of(account, station, db.sql("""
                INSERT INTO capability (account_id, vendor, model, firmware_version, action, detail, supported, learnt_at)
                SELECT account_id, vendor, model, firmware_version, :action, detail, :supported OR detail <> :detail, :now
                FROM station, (SELECT '' AS detail UNION SELECT :detail) AS learnt
                WHERE account_id = :account AND station_id = :station AND vendor IS NOT NULL AND model IS NOT NULL
                    AND firmware_version IS NOT NULL
                ON CONFLICT (account_id, vendor, model, firmware_version, action, detail)
                DO UPDATE SET supported = excluded.supported, learnt_at = excluded.learnt_at
                WHERE capability.supported <> excluded.supported""")).bind("action", ability.action()).bind("detail", detail(ability))
                .bind("supported", supported).bind("now", now).then());
    }

    /** What is known of stations like this one, the whole action before its details. */
    Flux<Capability> of(AccountId account, StationId station) {
        return database.many(account, db -> of(account, station,
                db.sql("SELECT action, nullif(detail, '') AS detail, supported, learnt_at " + OF_STATION
                        + "ORDER BY action, detail NULLS FIRST"))
                .map(row -> new Capability(row.get("action", String.class), row.get("detail", String.class),
                        row.get("supported", Boolean.class), row.get("learnt_at", Instant.class)))
                .all());
    }

    private static String detail(Ability ability) { return Objects.requireNonNullElse(ability.detail(), ""); }

    private static GenericExecuteSpec of(AccountId account, StationId station, GenericExecuteSpec statement) {
        return statement.bind("account", account.value()).bind("station", station.value());
    }
}
