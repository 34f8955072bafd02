package io.wattline.csms.profile;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.profile.InstalledRows.CompositeView;
import io.wattline.csms.profile.InstalledRows.InstalledView;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.model.station.StationId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Which charging profiles a station holds and what it makes of them, as far as its answers tell. */
@RestController
@Tag(name = "charging profiles")
@RequestMapping("/api/v1/stations/{id}")
class InstalledController {
    private final Stations stations;
    private final InstalledRows rows;

    InstalledController(Stations stations, InstalledRows rows) {
        this.stations = stations;
        this.rows = rows;
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/charging-profiles")
    Mono<Page<InstalledView>> installed(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).flatMap(_ -> rows.list(caller.account(), id).collectList()).map(Page::whole);
    }

    /** The last one of each EVSE that was asked for; EVSE 0 is the whole station. */
    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/composite-schedules")
    Mono<Page<CompositeView>> composites(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).flatMap(_ -> rows.composites(caller.account(), id).collectList()).map(Page::whole);
    }
}
