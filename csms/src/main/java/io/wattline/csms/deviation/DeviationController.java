package io.wattline.csms.deviation;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where a station departs from the specification and is understood all the same. */
@RestController
@RequestMapping("/api/v1/stations/{id}/deviations")
@Tag(name = "stations")
class DeviationController {
    private final Stations stations;
    private final DeviationRows rows;
    private final DeviationLedger ledger;

    DeviationController(Stations stations, DeviationRows rows, DeviationLedger ledger) {
        this.stations = stations;
        this.rows = rows;
        this.ledger = ledger;
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping
    Mono<Page<DeviationView>> list(Caller caller, @PathVariable("id") StationId station) {
        return stations.require(caller, station).flatMap(_ -> rows.list(caller.account(), station).collectList()).map(Page::whole);
    }

    /** Counts from zero again. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> reset(Caller caller, @PathVariable("id") StationId station) {
        return stations.require(caller, station).doOnNext(_ -> ledger.forget(caller.account(), station))
                .then(Mono.defer(() -> rows.forget(caller.account(), station)));
    }
}
