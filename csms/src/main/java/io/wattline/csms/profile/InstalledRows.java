package io.wattline.csms.profile;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What requests read of the profiles that stations hold. */
@Repository
class InstalledRows {
    /**
     * {@code chargingProfileId}: the stored profile it came from; {@code adjustments}: what was changed so that the station takes it;
     * {@code verified}: whether the composite schedule asked for afterwards keeps to it, null when none was.
     */
    record InstalledView(int profileId, @Nullable UUID chargingProfileId, @Nullable String name, int evse, String purpose, int stackLevel,
            @Nullable String ocppTransactionId, @JsonRawValue @Schema(implementation = ProfileContent.class) String profile,
            List<String> adjustments, @Nullable Boolean verified, Instant installedAt) {}

    record CompositeView(int evse, @JsonRawValue @Schema(implementation = ProfileContent.ScheduleContent.class) String schedule,
            Instant toldAt) {}

    private final AccountDatabase database;

    InstalledRows(AccountDatabase database) { this.database = database; }

    Flux<InstalledView> list(AccountId account, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT s.*, c.charging_profile_id, c.name, s.content::text AS profile
                FROM station_charging_profile s LEFT JOIN charging_profile c USING (account_id, profile_number)
                WHERE account_id = :account AND station_id = :station ORDER BY evse, purpose, stack_level DESC, profile_number""")
                .bind("account", account.value()).bind("station", station.value()).map(InstalledRows::installed).all());
    }

    Flux<CompositeView> composites(AccountId account, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT evse, schedule::text AS schedule, told_at FROM composite_schedule
                WHERE account_id = :account AND station_id = :station ORDER BY evse""").bind("account", account.value())
                .bind("station", station.value()).map(row -> new CompositeView(Objects.requireNonNull(row.get("evse", Integer.class)),
                        Objects.requireNonNull(row.get("schedule", String.class)),
                        Objects.requireNonNull(row.get("told_at", Instant.class))))
                .all());
    }

    /** How many profiles the station would hold beside this one, which takes the place of its likes. */
    Mono<Long> countOthers(AccountId account, StationId station, ChargingProfile profile, int evse) {
        return database.one(account, db -> db.sql("""
                SELECT count(*) AS others FROM station_charging_profile
                WHERE account_id = :account AND station_id = :station AND profile_number <> :number
                    AND NOT (evse = :evse AND purpose = :purpose AND stack_level = :level)""").bind("account", account.value())
                .bind("station", station.value()).bind("number", profile.id()).bind("evse", evse)
                .bind("purpose", profile.purpose().toString()).bind("level", profile.stackLevel())
                .map(row -> Objects.requireNonNull(row.get("others", Long.class))).one());
    }

    /** The station's own name of the transaction that runs on the EVSE. */
    Mono<TransactionRef> runningAt(AccountId account, StationId station, int evse) {
        return database.one(account, db -> db.sql("""
                SELECT ocpp_transaction_id FROM transaction WHERE account_id = :account AND station_id = :station AND evse = :evse
                    AND state = 'active' ORDER BY started_at DESC LIMIT 1""").bind("account", account.value())
                .bind("station", station.value()).bind("evse", evse)
                .map(row -> new TransactionRef(Objects.requireNonNull(row.get("ocpp_transaction_id", String.class)))).one());
    }

    private static InstalledView installed(Readable row) {
        return new InstalledView(Objects.requireNonNull(row.get("profile_number", Integer.class)),
                row.get("charging_profile_id", UUID.class), row.get("name", String.class),
                Objects.requireNonNull(row.get("evse", Integer.class)), Objects.requireNonNull(row.get("purpose", String.class)),
                Objects.requireNonNull(row.get("stack_level", Integer.class)), row.get("ocpp_transaction_id", String.class),
                Objects.requireNonNull(row.get("profile", String.class)),
                List.of(Objects.requireNonNull(row.get("adjustments", String[].class))),
                row.get("verified", Boolean.class), Objects.requireNonNull(row.get("installed_at", Instant.class)));
    }
}
