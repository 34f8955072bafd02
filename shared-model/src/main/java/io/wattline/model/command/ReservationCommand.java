package io.wattline.model.command;

import io.wattline.model.charging.IdToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a station is asked about reservations; {@code number} is OCPP's name of the reservation. */
public sealed interface ReservationCommand extends StationCommand.OfBlock {
    /** Numbers from here on are for reservations that were not asked for in REST's list of them. */
    int FIRST_FREE_NUMBER = 1_000_000_000;

    /**
     * EVSE 0 is any of the station; {@code connectorType} is OCPP 2.x's word, null for any; tokens of {@code group} may use the place too.
     * A number that the station knows replaces that reservation.
     */
    record ReserveNow(int number, int evse, @Nullable String connectorType, IdToken idToken, @Nullable IdToken group,
            Instant expiresAt) implements ReservationCommand {
        public ReserveNow with(IdToken other) { return new ReserveNow(number, evse, connectorType, other, group, expiresAt); }

        @Override
        public String name() { return "reserve-now"; }
    }

    record CancelReservation(int number) implements ReservationCommand {
        @Override
        public String name() { return "cancel-reservation"; }
    }
}
