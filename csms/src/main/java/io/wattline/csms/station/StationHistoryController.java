package io.wattline.csms.station;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.wattline.csms.station.StationHistory.EventItem;
import io.wattline.csms.station.StationHistory.Span;
import io.wattline.csms.station.StationHistory.StatusItem;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a station was and did. */
@RestController
@RequestMapping("/api/v1/stations/{id}")
class StationHistoryController {
    private final Stations stations;
    private final StationHistory history;

    StationHistoryController(Stations stations, StationHistory history) {
        this.stations = stations;
        this.history = history;
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/status-history")
    Mono<Page<StatusItem>> statuses(Caller caller, @PathVariable StationId id, Span span,
            @Valid PageQuery page) {
        return stations.require(caller, id).flatMap(_ -> history.statuses(caller.account(), id, span, page).collectList())
                .map(rows -> Page.of(rows, page, item -> Long.toString(item.sequence())));
    }

    /** {@code type}: the name of the event, for example {@code security.event}. */
    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/events")
    Mono<Page<EventItem>> events(Caller caller, @PathVariable StationId id, @RequestParam @Nullable String type, Span span,
            @Valid PageQuery page) {
        return stations.require(caller, id).flatMap(_ -> history.events(caller.account(), id, type, span, page).collectList())
                .map(rows -> Page.of(rows, page, item -> Long.toString(item.sequence())));
    }
}
