package io.wattline.csms.reservation;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.TaskAnswer;
import io.wattline.csms.command.TaskView;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reservations: everybody's with {@code ReadChargingStations}, one's own without. */
@RestController
@Tag(name = "reservations")
@RequestMapping("/api/v1/reservations")
class ReservationController {
    private final Reservations reservations;
    private final ReservationRows rows;
    private final TaskAnswer answer;
    private final Bodies bodies;

    ReservationController(Reservations reservations, ReservationRows rows, TaskAnswer answer, Bodies bodies) {
        this.reservations = reservations;
        this.rows = rows;
        this.answer = answer;
        this.bodies = bodies;
    }

    /** Newest first. */
    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping
    Mono<Page<ReservationView>> list(Caller caller, @ModelAttribute ReservationFilter filter, @Valid @ModelAttribute PageQuery page) {
        return rows.list(caller.account(), Reservations.driver(caller), filter, page.after() == null ? null : id(page.after()), page)
                .collectList().map(found -> Page.of(found, page, each -> each.id().toString()));
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/{id}")
    Mono<ReservationView> get(Caller caller, @PathVariable String id) { return reservations.require(caller, id(id)); }

    /** Answers at once, the status pending; {@code Prefer: wait=N} waits up to N seconds, 60 at most, for the station's word. */
    @Needs(value = Permission.OPERATE_STATIONS, orOwn = true)
    @PostMapping
    Mono<ResponseEntity<ReservationView>> make(Caller caller, @Schema(implementation = ReservationForm.class) @RequestBody JsonNode body,
            @RequestHeader("Prefer") @Nullable String prefer, @RequestHeader("Idempotency-Key") @Nullable String key) {
        return reservations.make(caller, bodies.over(ReservationForm.BLANK, body), key)
                .flatMap(asked -> answer.to(caller, asked.task(), prefer).then(reservations.require(caller, asked.reservation())))
                .map(made -> ResponseEntity.created(URI.create("/api/v1/reservations/" + made.id())).body(made));
    }

    /** Asks the station to give it up: the task of that. */
    @Needs(value = Permission.OPERATE_STATIONS, orOwn = true)
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<TaskView>> cancel(Caller caller, @PathVariable String id, @RequestHeader("Prefer") @Nullable String prefer,
            @RequestHeader("Idempotency-Key") @Nullable String key) {
        return reservations.cancel(caller, id(id), key).flatMap(task -> answer.to(caller, task, prefer));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Problem.notFound("unknown_reservation", "There is no reservation " + text + ".");
        }
    }
}
