package io.wattline.csms.security;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.CommandRequest.Granted;
import io.wattline.csms.command.Commands;
import io.wattline.csms.command.Dispatched;
import io.wattline.csms.command.TaskAnswer;
import io.wattline.csms.command.TaskView;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.station.StationSecurity;
import io.wattline.csms.station.StationSecurity.Terms;
import io.wattline.csms.station.StationSecurity.SecurityView;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Confirmation;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.SecurityCommand.UpgradeSecurityProfile;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How a station has to show who it is. */
@RestController
@Tag(name = "security")
@RequestMapping("/api/v1/stations/{id}")
class SecurityController {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityController.class);
    /** For the station's answers, which come before the time it has to come back. */
    private static final Duration ANSWERS = Duration.ofMinutes(5);

    private final Stations stations;
    private final StationSecurity security;
    private final StationLinks links;
    private final Commands commands;
    private final TaskAnswer answer;
    private final UpgradeProperties settings;
    private final Bodies bodies;
    private final Clock clock;

    SecurityController(Stations stations, StationSecurity security, StationLinks links, Commands commands, TaskAnswer answer,
            UpgradeProperties settings, Bodies bodies, Clock clock) {
        this.stations = stations;
        this.security = security;
        this.links = links;
        this.commands = commands;
        this.answer = answer;
        this.settings = settings;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/security")
    Mono<SecurityView> get(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).flatMap(_ -> security.find(caller.account(), id))
                .map(terms -> shown(caller.account(), id, terms));
    }

    /** What holds from now on; a station that is connected with less is dropped. An upgrade that is under way is given up. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PatchMapping("/security")
    Mono<SecurityView> change(Caller caller, @PathVariable StationId id,
            @Schema(implementation = TermsForm.class) @RequestBody JsonNode body) {
        return stations.require(caller, id)
                .flatMap(_ -> security.change(caller.account(), id, terms -> bodies.over(TermsForm.of(terms), body).terms()))
                .doOnNext(terms -> links.find(caller.account(), id)
                        .filter(link -> link.principal().securityProfile() < terms.profile())
                        .ifPresent(link -> link.close("The security profile was raised.")))
                .map(terms -> shown(caller.account(), id, terms));
    }

    /**
     * Asks the station to come back with a higher security profile. What was allowed before is allowed until it does: then, and only then,
     * its profile is raised. The task ends effective, or failed with the reason when the station does not come back so in time.
     */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PostMapping("/security-profile")
    Mono<ResponseEntity<TaskView>> upgrade(Caller caller, @PathVariable StationId id,
            @Schema(implementation = UpgradeForm.class) @RequestBody JsonNode body, @RequestHeader("Prefer") @Nullable String prefer,
            @RequestHeader("Idempotency-Key") @Nullable String idempotencyKey,
            @RequestHeader(Confirmation.HEADER) @Nullable String confirm) {
        return stations.require(caller, id).then(Mono.defer(() -> security.find(caller.account(), id))).flatMap(terms -> {
            UpgradeSecurityProfile command = bodies.over(UpgradeForm.BLANK, body).command(settings);
            if (command.profile() <= terms.profile())
                throw Problem.conflict("The station has security profile " + terms.profile() + " already.");
            return upgrade(caller, id, command, idempotencyKey, confirm);
        }).flatMap(dispatched -> answer.to(caller, dispatched, prefer));
    }

    private Mono<Dispatched> upgrade(Caller caller, StationId id, UpgradeSecurityProfile command, @Nullable String idempotencyKey,
            @Nullable String confirm) {
        return security.want(caller.account(), id, command.profile(), clock.instant().plus(ANSWERS).plus(command.within()))
                .then(Mono.defer(() -> commands.send(caller, id, new Granted(command), idempotencyKey, confirm)))
                .doOnNext(dispatched -> dispatched.answered()
                        .filter(task -> !Accepted.class.getSimpleName().equals(task.result()))
                        .flatMap(_ -> security.want(caller.account(), id, null, null))
                        .subscribe(_ -> {}, failure -> LOG.atWarn().addKeyValue("station", id).setCause(failure)
                                .log("a refused security profile is wanted until its time is over")))
                .onErrorResume(failure -> security.want(caller.account(), id, null, null).then(Mono.error(failure)));
    }

    private SecurityView shown(AccountId account, StationId id, Terms terms) { return SecurityView.of(terms, links.find(account, id)); }
}
