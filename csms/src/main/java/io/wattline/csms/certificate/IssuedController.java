package io.wattline.csms.certificate;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.certificate.IssuedRows.IssuedQuery;
import io.wattline.csms.certificate.IssuedRows.IssuedView;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.trust.TrustedAuthorities;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was issued for stations of the account, by its own authority or by its signing service. */
@RestController
@Tag(name = "certificates")
@RequestMapping("/api/v1/certificates")
class IssuedController {
    record Revocation(@NotBlank @Size(max = 200) String reason) {}

    private final IssuedRows rows;
    private final TrustedAuthorities known;
    private final StationLinks links;
    private final Clock clock;

    IssuedController(IssuedRows rows, TrustedAuthorities known, StationLinks links, Clock clock) {
        this.rows = rows;
        this.known = known;
        this.links = links;
        this.clock = clock;
    }

    /** Newest first. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping
    Mono<Page<IssuedView>> list(Caller caller, IssuedQuery query, @Valid PageQuery page) {
        return rows.list(caller.account(), query, before(page.after()), page.rows()).collectList()
                .map(items -> Page.of(items, page, each -> each.id().toString()));
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/{id}")
    Mono<IssuedView> get(Caller caller, @PathVariable String id) {
        return rows.find(caller.account(), id(id)).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    /** Takes it back: it opens no door any more, and its station is sent away. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PostMapping("/{id}/revoke")
    Mono<IssuedView> revoke(Caller caller, @PathVariable String id, @Valid @RequestBody Revocation body) {
        return rows.revoke(caller.account(), id(id), body.reason(), clock.instant()).switchIfEmpty(Mono.error(() -> unknown(id)))
                .doOnNext(revoked -> {
                    known.changed(caller.account());
                    links.find(caller.account(), new StationId(revoked.stationId())).ifPresent(IssuedController::close);
                });
    }

    private static void close(StationLink link) { link.close("certificate revoked"); }

    private static @Nullable UUID before(@Nullable String key) {
        try {
            return key == null ? null : UUID.fromString(key);
        } catch (IllegalArgumentException _) {
            throw Problem.badRequest("The cursor is not one of ours.");
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw unknown(text);
        }
    }

    private static Problem unknown(String id) { return Problem.notFound("unknown_certificate", "There is no certificate " + id + "."); }
}
