package io.wattline.csms.variable;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What people want of variables; the list of variables shows it beside what is. */
@RestController
@Tag(name = "variables")
@RequestMapping("/api/v1/stations/{id}/variables/wanted")
class WantedController {
    private final Stations stations;
    private final WantedRows rows;
    private final Bodies bodies;
    private final Clock clock;

    WantedController(Stations stations, WantedRows rows, Bodies bodies, Clock clock) {
        this.stations = stations;
        this.rows = rows;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Adds these, or changes their values; nothing goes to the station before it is applied. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> want(Caller caller, @PathVariable StationId id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(array = @ArraySchema(schema = @Schema(implementation = WantedForm.class)))) @RequestBody JsonNode body) {
        return stations.require(caller, id).then(Mono.defer(() -> {
            List<WantedForm> wanted = onceEach(bodies.eachOver(WantedForm.BLANK, body));
            return rows.readOnly(caller.account(), id, wanted).next().flatMap(WantedController::refuse)
                    .switchIfEmpty(Mono.defer(() -> rows.want(caller.account(), id, wanted, clock.instant())));
        }));
    }

    /** All, or those of a component or variable. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> forget(Caller caller, @PathVariable StationId id, VariableQueries.Filter filter) {
        return stations.require(caller, id).then(Mono.defer(() -> rows.forget(caller.account(), id, filter)));
    }

    private static List<WantedForm> onceEach(List<WantedForm> forms) {
        var once = new LinkedHashMap<String, WantedForm>();
        for (WantedForm form : forms) {
            if (form.ref().holdsSecret())
                throw Problem.badRequest("Passwords are not kept here.", new Problem.Field("variable", form.variable() + " is a password"));
            once.put(form.ref().key(), form);
        }
        return List.copyOf(once.values());
    }

    private static Mono<Void> refuse(String variable) {
        return Mono.error(
                Problem.badRequest("The station lets nobody write this.", new Problem.Field("variable", variable + " is read-only")));
    }
}
