package io.wattline.csms.site;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.station.PlaceListener;
import io.wattline.csms.station.StationVisibility;
import io.wattline.csms.station.Stations;
import io.wattline.csms.tag.Tags;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Sites group the stations of one place. Who moves stations between them changes where tags may charge. */
@RestController
@RequestMapping("/api/v1/sites")
class SiteController implements PlaceListener {
    private final SiteRows rows;
    private final Stations stations;
    private final Tags tags;
    private final Bodies bodies;

    SiteController(SiteRows rows, Stations stations, Tags tags, Bodies bodies) {
        this.rows = rows;
        this.stations = stations;
        this.tags = tags;
        this.bodies = bodies;
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping
    Mono<Page<SiteView>> list(Caller caller, @Valid PageQuery page) {
        return stations.visibleTo(caller).flatMap(visible -> rows.list(caller.account(), visible, page).collectList()
                .map(found -> Page.of(found.stream().map(site -> shown(site, visible)).toList(), page,
                        site -> site.name().toLowerCase(Locale.ROOT))));
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/{id}")
    Mono<SiteView> get(Caller caller, @PathVariable UUID id) {
        return stations.visibleTo(caller)
                .flatMap(visible -> rows.find(caller.account(), id).map(site -> shown(site, visible))
                        .filter(site -> visible instanceof StationVisibility.All || !site.stationIds().isEmpty()))
                .switchIfEmpty(unknown(id));
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PostMapping
    Mono<ResponseEntity<SiteView>> create(Caller caller, @Schema(implementation = SiteForm.class) @RequestBody JsonNode body) {
        SiteForm form = granted(caller, SiteForm.BLANK, bodies.over(SiteForm.BLANK, body));
        var id = UUID.randomUUID();
        return rows.create(caller.account(), id, form).doOnSuccess(_ -> placesChanged(caller.account()))
                .map(site -> ResponseEntity.created(URI.create("/api/v1/sites/" + id)).body(site));
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PatchMapping("/{id}")
    Mono<SiteView> change(Caller caller, @PathVariable UUID id, @Schema(implementation = SiteForm.class) @RequestBody JsonNode body) {
        return rows.change(caller.account(), id, site -> granted(caller, site, bodies.over(site, body)))
                .doOnSuccess(_ -> placesChanged(caller.account())).switchIfEmpty(unknown(id));
    }

    /** Its stations stay. A tag that was restricted to it alone may charge nowhere until somebody says otherwise. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable UUID id) {
        return rows.delete(caller.account(), id).doOnSuccess(_ -> placesChanged(caller.account())).filter(Boolean::booleanValue)
                .switchIfEmpty(unknown(id)).then();
    }

    @Override
    public void placesChanged(AccountId account) { tags.changed(account); }

    /** To give somebody stations is to manage users. */
    private static SiteForm granted(Caller caller, SiteForm before, SiteForm after) {
        if (!Set.copyOf(before.userIds()).equals(Set.copyOf(after.userIds()))) caller.require(Permission.MANAGE_USERS);
        return after;
    }

    private static SiteView shown(SiteView site, StationVisibility visible) {
        return switch (visible) {
            case StationVisibility.All _ -> site;
            case StationVisibility.Only only -> site.forDriver(station -> only.includes(new StationId(station)));
        };
    }

    private static <T> Mono<T> unknown(UUID id) {
        return Mono.error(() -> Problem.notFound("unknown_site", "There is no site " + id + "."));
    }
}
