package io.wattline.csms.station;

import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** What a boot of the station is answered now. */
    public Mono<BootStatus> standing(AccountId account, StationId station) {
        return admissions.standing(account, station);
    }

    /** The station took this password over the wire: like a {@code newPassword} that an operator told us. */
    public Mono<Void> passwordTaken(AccountId account, StationId station, String password) {
        return admissions.passwordTaken(account, station, password);
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

    /** Those of the stations that the caller may see and that exist. */
    public Mono<Set<StationId>> known(Caller caller, Collection<StationId> stations) {
        return visibleTo(caller).map(visible -> stations.stream().filter(visible::includes).collect(Collectors.toSet()))
                .flatMap(visible -> access.matching(caller.account(), new StationVisibility.Only(visible), StationFilter.ANY,
                        visible.size()))
                .map(Set::copyOf);
    }

    /** In the order of their ids, at most {@code limit} of those that the caller may see. */
    public Mono<List<StationId>> matching(Caller caller, StationFilter filter, int limit) {
        return visibleTo(caller).flatMap(visible -> access.matching(caller.account(), visible, filter, limit));
    }

    /** The problem {@code unknown_station}. */
    public static Problem unknown(Object station) {
        return Problem.notFound("unknown_station", "There is no station " + station + ".");
    }
}
