package io.wattline.csms.account;

import io.wattline.csms.web.Needs;
import static io.wattline.csms.web.Figures.plain;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The caller's own account; there are no others here. */
@RestController
@RequestMapping("/api/v1/accounts")
class AccountController {
    record AccountView(String id, String name, String currency, String timeZone, String unknownStationPolicy, int heartbeatIntervalSeconds,
            String bootPolicy, int bootRetrySeconds, boolean anyUserName, int frameRetentionDays, int uploadRetentionDays,
            int customerInformationDays, int mostEventStreams, BigDecimal defaultPricePerKwh,
            boolean concurrentTransactions, String defaultVersion, String unnamedVersionPolicy, boolean exactTags,
            String unauthorizedStart, boolean confirmDestructive) {
        static AccountView of(AccountId id, AccountForm form) {
            return new AccountView(id.value(), form.name(), form.currency(), form.timeZone(), form.unknownStationPolicy(),
                    form.heartbeatIntervalSeconds(), form.bootPolicy(), form.bootRetrySeconds(), form.anyUserName(),
                    form.frameRetentionDays(), form.uploadRetentionDays(), form.customerInformationDays(), form.mostEventStreams(),
                    plain(form.defaultPricePerKwh()), form.concurrentTransactions(), form.defaultVersion(), form.unnamedVersionPolicy(),
                    form.exactTags(), form.unauthorizedStart(), form.confirmDestructive());
        }
    }

    private final AccountRows accounts;
    private final Accounts known;
    private final Bodies bodies;

    AccountController(AccountRows accounts, Accounts known, Bodies bodies) {
        this.accounts = accounts;
        this.known = known;
        this.bodies = bodies;
    }

    @Needs(Permission.READ_SETTINGS)
    @GetMapping
    Mono<Page<AccountView>> list(Caller caller) { return own(caller).map(account -> Page.whole(List.of(account))); }

    @Needs(Permission.READ_SETTINGS)
    @GetMapping("/{id}")
    Mono<AccountView> get(Caller caller, @PathVariable String id) {
        return own(caller).filter(account -> account.id().equals(id)).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    @Needs(Permission.MANAGE_SETTINGS)
    @PatchMapping("/{id}")
    Mono<AccountView> change(Caller caller, @PathVariable String id,
            @Schema(implementation = AccountForm.class) @RequestBody JsonNode body) {
        if (!caller.account().value().equals(id)) return Mono.error(() -> unknown(id));
        return accounts.change(caller.account(), form -> bodies.over(form, body)).doOnNext(_ -> known.changed(caller.account()))
                .map(form -> AccountView.of(caller.account(), form));
    }

    private Mono<AccountView> own(Caller caller) {
        return accounts.find(caller.account()).map(form -> AccountView.of(caller.account(), form));
    }

    private static Problem unknown(String id) { return Problem.notFound("unknown_account", "There is no account " + id + "."); }
}
