package io.wattline.csms.station;

import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What other features ask about stations. */
@Service
public class Stations {
    private final StationAccess access;
    private final Admissions admissions;

    Stations(StationAccess access, Admissions admissions) {
        this.access = access;
        this.admissions = admissions;
    }

    /** Who is at the door, and may he in? Never fails: a database that does not answer is a refusal too. */
    public Mono<Admission> admit(ConnectionAttempt attempt) {
        return admissions.decide(attempt);
    }

    /** With the permission {@code ReadChargingStations} all stations of the account, else those assigned to the caller. */
    public Mono<StationVisibility> visibleTo(Caller caller) {
        if (caller.may(Permission.READ_CHARGING_STATIONS)) return Mono.just(new StationVisibility.All());
        return access.stationsOf(caller.account(), caller.user()).map(StationVisibility.Only::new);
    }

    /** The same station when the caller may see it; fails with the problem {@code unknown_station} when not, or when there is none. */
    public Mono<StationId> require(Caller caller, StationId station) {
        return visibleTo(caller).filter(visible -> visible.includes(station)).flatMap(_ -> access.exists(caller.account(), station))
                .filter(Boolean::booleanValue).map(_ -> station).switchIfEmpty(Mono.error(() -> unknown(station)));
    }

    static Problem unknown(StationId station) { return Problem.notFound("unknown_station", "There is no station " + station + "."); }
}
