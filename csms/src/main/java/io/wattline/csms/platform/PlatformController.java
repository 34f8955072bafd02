package io.wattline.csms.platform;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.account.Erasure;
import io.wattline.csms.account.Passwords;
import io.wattline.csms.account.Quotas;
import io.wattline.csms.account.Standing;
import io.wattline.csms.account.Standings;
import io.wattline.csms.account.Visits;
import io.wattline.csms.account.Visits.Visit;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.ForAdministrators;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Accounts for the administrators of the platform. */
@RestController
@ForAdministrators
@Tag(name = "platform")
@RequestMapping("/api/v1/platform/accounts")
class PlatformController {
    record Why(@NotBlank @Size(max = 200) String reason) {}

    private static final Logger LOG = LoggerFactory.getLogger(PlatformController.class);

    private final PlatformAccountRows rows;
    private final Standings standings;
    private final Visits visits;
    private final Erasure erasure;
    private final Passwords passwords;
    private final Bodies bodies;

    PlatformController(PlatformAccountRows rows, Standings standings, Visits visits, Erasure erasure, Passwords passwords, Bodies bodies) {
        this.rows = rows;
        this.standings = standings;
        this.visits = visits;
        this.erasure = erasure;
        this.passwords = passwords;
        this.bodies = bodies;
    }

    @GetMapping
    Mono<Page<PlatformAccount>> list(@Valid PageQuery page) {
        return rows.list(page).collectList().map(found -> Page.of(found, page, PlatformAccount::id));
    }

    @GetMapping("/{id}")
    Mono<PlatformAccount> get(@PathVariable AccountId id) { return require(id); }

    @PostMapping
    Mono<ResponseEntity<PlatformAccount>> create(@Schema(implementation = NewAccount.class) @RequestBody JsonNode body) {
        NewAccount form = bodies.over(NewAccount.BLANK, body);
        var id = new AccountId(form.id());
        return passwords.hash(form.ownerPassword()).flatMap(hash -> rows.create(id, form, hash)).then(require(id))
                .map(account -> ResponseEntity.created(URI.create("/api/v1/platform/accounts/" + id)).body(account));
    }

    @GetMapping("/{id}/quotas")
    Mono<Quotas> quotas(@PathVariable AccountId id) { return standings.of(id).map(Standing::quotas).switchIfEmpty(unknown(id)); }

    @PatchMapping("/{id}/quotas")
    Mono<Quotas> changeQuotas(@PathVariable AccountId id, @Schema(implementation = Quotas.class) @RequestBody JsonNode body) {
        return standings.changeQuotas(id, quotas -> bodies.over(quotas, body)).switchIfEmpty(unknown(id));
    }

    /** Its users are out at once and its stations are sent away; all data stays. */
    @PostMapping("/{id}/suspend")
    Mono<PlatformAccount> suspend(@PathVariable AccountId id, @Valid @RequestBody Why why) {
        return require(id).flatMap(_ -> standings.suspend(id, why.reason())).flatMap(done -> changed(id, done, "suspended already"));
    }

    @PostMapping("/{id}/resume")
    Mono<PlatformAccount> resume(@PathVariable AccountId id) {
        return require(id).flatMap(_ -> standings.resume(id)).flatMap(done -> changed(id, done, "not suspended"));
    }

    /** An access token for a quarter of an hour inside the account; the reason is for its owner to read. */
    @PostMapping("/{id}/visits")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Visit> visit(@RequestAttribute(ForAdministrators.ATTRIBUTE) Administrator administrator, @PathVariable AccountId id,
            @Valid @RequestBody Why why) {
        return require(id).flatMap(_ -> visits.begin(id, administrator.id(), administrator.email(), why.reason()));
    }

    /** What would be erased: rows by table. */
    @GetMapping("/{id}/contents")
    Mono<Page<Erasure.Content>> contents(@PathVariable AccountId id) {
        return require(id).flatMap(_ -> erasure.contents(id)).map(Page::whole);
    }

    /** For good and only of a suspended account, whose name is said once more. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> erase(@RequestAttribute(ForAdministrators.ATTRIBUTE) Administrator administrator, @PathVariable AccountId id,
            @RequestParam String name) {
        return require(id).flatMap(account -> {
            if (!account.status().equals("suspended")) return Mono.error(Problem.conflict("Suspend the account first."));
            if (!account.name().equals(name))
                return Mono.error(
                        Problem.badRequest("That is not the name of the account.", new Problem.Field("name", "is not its name")));
            LOG.atWarn().addKeyValue("account", id).addKeyValue("administrator", administrator.email()).log("account is being erased");
            return erasure.erase(id);
        });
    }

    private Mono<PlatformAccount> changed(AccountId id, boolean done, String otherwise) {
        return done ? require(id) : Mono.error(Problem.conflict("The account is " + otherwise + "."));
    }

    private Mono<PlatformAccount> require(AccountId id) { return Mono.defer(() -> rows.find(id)).switchIfEmpty(unknown(id)); }

    private static <T> Mono<T> unknown(AccountId id) {
        return Mono.error(() -> Problem.notFound("unknown_account", "There is no account " + id + "."));
    }
}
