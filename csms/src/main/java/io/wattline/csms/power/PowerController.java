package io.wattline.csms.power;

import io.wattline.csms.web.Needs;
import static io.wattline.csms.web.Figures.kilo;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.power.StationPower.Limit;
import io.wattline.csms.power.StationPower.Place;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a station can give: energy beyond it is held for review. */
@RestController
@Tag(name = "stations")
@RequestMapping("/api/v1/stations/{id}/power-limits")
class PowerController {
    private final Stations stations;
    private final PowerLimits limits;
    private final PowerRows rows;
    private final Bodies bodies;

    PowerController(Stations stations, PowerLimits limits, PowerRows rows, Bodies bodies) {
        this.stations = stations;
        this.limits = limits;
        this.rows = rows;
        this.bodies = bodies;
    }

    /** {@code maxPowerKw}: an operator's word for all connectors; of each, what counts and whose word it is. */
    record PowerView(@Nullable BigDecimal maxPowerKw, List<ConnectorView> connectors) {}

    /** {@code source}: {@code operator}, {@code device-model}, {@code make}, or {@code setting} when nobody said anything. */
    record ConnectorView(int evse, int connector, BigDecimal maxPowerKw, String source) {
        static ConnectorView of(Place place, Limit limit) {
            return new ConnectorView(place.evse(), place.connector(), kilo(limit.watts()), limit.source());
        }
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping
    Mono<PowerView> get(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).then(Mono.defer(() -> view(caller, id)));
    }

    /** Takes the place of what operators said before. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PutMapping
    Mono<PowerView> set(Caller caller, @PathVariable StationId id, @Schema(implementation = PowerForm.class) @RequestBody JsonNode body) {
        return stations.require(caller, id).then(Mono.defer(() -> rows.set(caller.account(), id, bodies.over(PowerForm.BLANK, body))))
                .then(Mono.fromRunnable(() -> limits.changed(caller.account(), id))).then(Mono.defer(() -> view(caller, id)));
    }

    private Mono<PowerView> view(Caller caller, StationId id) {
        return limits.of(caller.account(), id).zipWith(rows.connectors(caller.account(), id).collectList(),
                (power, places) -> new PowerView(kilo(power.byOperator().get(new Place(0, 0))),
                        places.stream().map(place -> ConnectorView.of(place, power.limit(place))).toList()));
    }
}
