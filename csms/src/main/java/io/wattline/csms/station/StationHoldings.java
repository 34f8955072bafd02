package io.wattline.csms.station;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.station.StationDetail.ProfileShown;
import io.wattline.csms.station.StationDetail.ReservationShown;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What a station keeps for others, for the view of one station. */
@Repository
class StationHoldings {
    private final AccountDatabase database;

    StationHoldings(AccountDatabase database) { this.database = database; }

    /** Those that are not over; of a driver those he made and those for his tags. */
    Flux<ReservationShown> reservations(AccountId account, @Nullable UserId driver, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM reservation r WHERE account_id = :account AND station_id = :station AND status IN ('pending', 'accepted')
                    AND (:driver::uuid IS NULL OR created_by = :driver OR EXISTS (SELECT FROM tag_user u
                        WHERE u.account_id = :account AND u.user_id = :driver AND u.tag_key = r.tag_key))
                ORDER BY evse, connector, expires_at, reservation_number""").bind("account", account.value())
                .bind("station", station.value()).bind("driver", nullable(driver == null ? null : driver.value(), UUID.class))
                .map(StationHoldings::reservation).all());
    }

    Flux<ProfileShown> profiles(AccountId account, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT s.*, c.charging_profile_id, c.name
                FROM station_charging_profile s LEFT JOIN charging_profile c USING (account_id, profile_number)
                WHERE account_id = :account AND station_id = :station ORDER BY evse, purpose, stack_level DESC, profile_number""")
                .bind("account", account.value()).bind("station", station.value()).map(StationHoldings::profile).all());
    }

    private static ReservationShown reservation(Readable row) {
        return new ReservationShown(known(row.get("reservation_id", UUID.class)), number(row, "reservation_number"), number(row, "evse"),
                number(row, "connector"), known(row.get("id_tag", String.class)), known(row.get("status", String.class)),
                known(row.get("expires_at", Instant.class)));
    }

    private static ProfileShown profile(Readable row) {
        return new ProfileShown(number(row, "profile_number"), row.get("charging_profile_id", UUID.class), row.get("name", String.class),
                number(row, "evse"), known(row.get("purpose", String.class)), number(row, "stack_level"),
                row.get("ocpp_transaction_id", String.class), known(row.get("installed_at", Instant.class)));
    }

    private static int number(Readable row, String column) { return known(row.get(column, Integer.class)); }

    private static <T> T known(@Nullable T value) { return Objects.requireNonNull(value); }
}
