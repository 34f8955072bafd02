package io.wattline.csms.account;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.account.StandingRows.Usage;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the caller's account may use and what it uses; the platform's administrators set it. */
@RestController
@Tag(name = "accounts")
class QuotaController {
    record QuotaView(Quotas limits, Usage usage) {}

    private final Standings standings;

    QuotaController(Standings standings) { this.standings = standings; }

    @Needs(Permission.READ_SETTINGS)
    @GetMapping("/api/v1/accounts/{id}/quotas")
    Mono<QuotaView> get(Caller caller, @PathVariable String id) {
        if (!caller.account().value().equals(id))
            return Mono.error(() -> Problem.notFound("unknown_account", "There is no account " + id + "."));
        return standings.of(caller.account()).zipWith(standings.usage(caller.account()),
                (standing, usage) -> new QuotaView(standing.quotas(), usage));
    }
}
