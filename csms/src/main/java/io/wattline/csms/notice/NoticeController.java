package io.wattline.csms.notice;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.notice.NoticeQueries.Filter;
import io.wattline.csms.notice.NoticeQueries.NoticeView;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is valid at a station by what it told. */
@RestController
@Tag(name = "stations")
class NoticeController {
    private final Stations stations;
    private final NoticeQueries notices;
    private final CustomerInformation customers;

    NoticeController(Stations stations, NoticeQueries notices, CustomerInformation customers) {
        this.customers = customers;
        this.stations = stations;
        this.notices = notices;
    }

    /** By kind and key; what was valid before is in the station's events. */
    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/api/v1/stations/{id}/notices")
    Mono<Page<NoticeView>> list(Caller caller, @PathVariable StationId id, Filter filter, @Valid PageQuery page) {
        return stations.require(caller, id).flatMap(_ -> notices.list(caller.account(), id, filter, page).collectList())
                .map(rows -> Page.of(rows, page, NoticeView::cursor));
    }

    /** What the station told of a customer under this number is kept no longer. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @DeleteMapping("/api/v1/stations/{id}/notices/customer-information/{requestId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> forget(Caller caller, @PathVariable StationId id, @PathVariable int requestId) {
        return stations.require(caller, id).then(Mono.defer(() -> customers.forget(caller.account(), id, requestId)))
                .flatMap(parts -> parts > 0
                        ? Mono.<Void>empty()
                        : Mono.error(
                                () -> Problem.notFound("unknown_notice", "The station told nothing of a customer under this number.")));
    }
}
