package io.wattline.csms.station;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.account.Accounts;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.quirk.QuirkProfiles;
import io.wattline.csms.quirk.StationManners;
import io.wattline.csms.station.StationSecurity.SecurityView;
import io.wattline.csms.station.StationTable.NewStation;
import io.wattline.csms.station.StationTable.PasswordChange;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Confirmation;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The stations of an account. */
@RestController
@RequestMapping("/api/v1/stations")
class StationController {
    private final Stations stations;
    private final Accounts accounts;
    private final StationTable table;
    private final StationHoldings holdings;
    private final StationSecurity security;
    private final StationLinks links;
    private final StationManners manners;
    private final QuirkProfiles profiles;
    private final StationPasswords passwords;
    private final Bodies bodies;
    private final ObjectProvider<StandingListener> standingListeners;
    private final ObjectProvider<PlaceListener> placeListeners;

    StationController(Stations stations, Accounts accounts, StationTable table, StationHoldings holdings, StationSecurity security,
            StationLinks links,
            StationManners manners,
            QuirkProfiles profiles,
            StationPasswords passwords, Bodies bodies, ObjectProvider<StandingListener> standingListeners,
            ObjectProvider<PlaceListener> placeListeners) {
        this.stations = stations;
        this.accounts = accounts;
        this.table = table;
        this.holdings = holdings;
        this.security = security;
        this.links = links;
        this.manners = manners;
        this.profiles = profiles;
        this.passwords = passwords;
        this.bodies = bodies;
        this.standingListeners = standingListeners;
        this.placeListeners = placeListeners;
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping
    Mono<Page<StationView>> list(Caller caller, @Valid PageQuery page,
            @RequestParam(required = false) @Nullable Boolean online,
            @RequestParam(required = false) @Nullable String q) {
        return stations.visibleTo(caller).flatMap(visible -> table.list(caller.account(), visible, page, online, q))
                .map(found -> Page.of(live(caller, found), page, StationView::id));
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/{id}")
    Mono<StationDetail> get(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).flatMap(_ -> table.find(caller.account(), id))
                .flatMap(view -> detailed(caller, id, live(caller, List.of(view)).getFirst()));
    }

    private Mono<StationDetail> detailed(Caller caller, StationId id, StationView view) {
        UserId driver = caller.may(Permission.READ_CHARGING_STATIONS) ? null : caller.user();
        return Mono.zip(holdings.reservations(caller.account(), driver, id).collectList(),
                holdings.profiles(caller.account(), id).collectList(), security.find(caller.account(), id))
                .map(kept -> new StationDetail(view, kept.getT1(), kept.getT2(),
                        SecurityView.of(kept.getT3(), links.find(caller.account(), id))));
    }

    /** Answers a station with a station and an array with the items of a page. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PostMapping
    Mono<ResponseEntity<Object>> create(Caller caller,
            @Schema(implementation = Object.class, oneOf = {StationForm.class, StationForm[].class}) @RequestBody JsonNode body) {
        List<StationForm> forms = bodies.eachOver(StationForm.BLANK, body);
        if (forms.stream().map(StationForm::station).distinct().count() < forms.size())
            throw Problem.badRequest("A station is named twice.");
        return Flux.fromIterable(forms).flatMapSequential(this::withHash).collectList()
                .flatMap(wanted -> table.create(caller.account(), wanted))
                .doOnNext(_ -> tellPlaces(caller.account(), forms.stream().anyMatch(form -> form.siteId() != null)))
                .map(created -> body.isArray()
                        ? ResponseEntity.status(HttpStatus.CREATED).body(Page.whole(created))
                        : ResponseEntity.created(address(created.getFirst())).body(created.getFirst()));
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PatchMapping("/{id}")
    Mono<StationView> change(Caller caller, @PathVariable StationId id,
            @Schema(implementation = StationForm.class) @RequestBody JsonNode body) {
        return stations.require(caller, id).flatMap(_ -> table.find(caller.account(), id))
                .flatMap(before -> change(caller, before, body).doOnNext(after -> tellStanding(caller.account(), before, after))
                        .doOnNext(after -> tellPlaces(caller.account(), !Objects.equals(before.siteId(), after.siteId()))))
                .doOnNext(view -> manners.strictness(caller.account(), id, view.isStrict()))
                .doOnNext(view -> dropIfShut(caller.account(), view, body.has("password")))
                .map(view -> live(caller, List.of(view)).getFirst());
    }

    private Mono<StationView> change(Caller caller, StationView before, JsonNode body) {
        return withHash(sameStation(before, bodies.over(before.form(), body)))
                .flatMap(wanted -> table.change(caller.account(), new StationId(before.id()), passwordChange(body, wanted),
                        form -> bodies.over(form, body)));
    }

    private void tellStanding(AccountId account, StationView before, StationView after) {
        if (!before.bootStatus().equals(after.bootStatus()))
            standingListeners.forEach(listener -> listener.standingChanged(account, new StationId(after.id())));
    }

    private void tellPlaces(AccountId account, boolean changed) {
        if (changed) placeListeners.forEach(listener -> listener.placesChanged(account));
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable StationId id, @RequestHeader(Confirmation.HEADER) @Nullable String confirm) {
        if (caller.isKey()) caller.require(Permission.SEND_DESTRUCTIVE_COMMANDS);
        return stations.require(caller, id).then(Mono.defer(() -> confirmed(caller, id, confirm)))
                .flatMap(_ -> table.delete(caller.account(), id)).filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> Stations.unknown(id))).doOnNext(_ -> drop(caller.account(), id, "The station was removed."))
                .then();
    }

    private Mono<NewStation> withHash(StationForm form) {
        String password = form.anyPassword();
        return password == null
                ? Mono.just(new NewStation(form, null))
                : passwords.hash(password).map(hash -> new NewStation(form, hash));
    }

    private static PasswordChange passwordChange(JsonNode body, NewStation wanted) {
        boolean atOnce = body.has("password");
        return new PasswordChange(atOnce || body.hasNonNull("newPassword"), wanted.passwordHash(), !atOnce);
    }

    private static StationForm sameStation(StationView view, StationForm form) {
        if (view.id().equals(form.id())) return form;
        throw Problem.badRequest("A station keeps its id.", new Problem.Field("id", "cannot be changed"));
    }

    private Mono<Boolean> confirmed(Caller caller, StationId id, @Nullable String typed) {
        return accounts.confirmsDestructive(caller.account()).doOnNext(always -> Confirmation.require(
                "The station and its settings are gone then, and it is refused when it comes.", id.value(), typed,
                always && !caller.isKey()));
    }

    private List<StationView> live(Caller caller, List<StationView> views) {
        return views.stream().map(view -> view.with(links.find(caller.account(), new StationId(view.id())))
                .withQuirks(profiles.namesOf(view.make()))).toList();
    }

    private void dropIfShut(AccountId account, StationView view, boolean newPassword) {
        if (!view.enabled()) drop(account, new StationId(view.id()), "The station was disabled.");
        else if (newPassword) drop(account, new StationId(view.id()), "The password was changed.");
    }

    private void drop(AccountId account, StationId station, String why) { links.find(account, station).ifPresent(link -> link.close(why)); }

    private static URI address(StationView view) {
        return UriComponentsBuilder.fromPath("/api/v1/stations/").pathSegment(view.id()).encode().build().toUri();
    }
}
