package io.wattline.csms.variable;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.station.Stations;
import io.wattline.csms.variable.MonitorEvents.EventView;
import io.wattline.csms.variable.ReportQueries.ReportView;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Device models in REST. */
@RestController
@Tag(name = "variables")
@RequestMapping("/api/v1/stations/{id}")
class VariableController {
    private final Stations stations;
    private final VariableQueries variables;
    private final ReportQueries reports;
    private final MonitorEvents events;
    private final JsonMapper json;

    VariableController(Stations stations, VariableQueries variables, ReportQueries reports, MonitorEvents events, JsonMapper json) {
        this.stations = stations;
        this.variables = variables;
        this.reports = reports;
        this.events = events;
        this.json = json;
    }

    /** By name; {@code component} and {@code variable} are whole names, {@code q} is a part of a name or value, all without regard to case. */
    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/variables")
    Mono<Page<VariableView>> list(Caller caller, @PathVariable StationId id, VariableQueries.Filter filter, @Valid PageQuery page) {
        return stations.require(caller, id).flatMap(_ -> variables.list(caller.account(), id, filter, page).collectList())
                .map(rows -> Page.of(rows, page, row -> row.ref().key()))
                .map(rows -> new Page<>(rows.items().stream().map(row -> VariableView.of(row, json)).toList(), rows.next()));
    }

    /** Newest first. */
    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/reports")
    Mono<Page<ReportView>> reports(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).flatMap(_ -> reports.list(caller.account(), id).collectList()).map(Page::whole);
    }

    /** What monitors noticed, newest first. */
    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/monitor-events")
    Mono<Page<EventView>> events(Caller caller, @PathVariable StationId id, @Valid PageQuery page) {
        return stations.require(caller, id).flatMap(_ -> events.list(caller.account(), id, page).collectList())
                .map(rows -> Page.of(rows, page, event -> Long.toString(event.sequence())));
    }
}
