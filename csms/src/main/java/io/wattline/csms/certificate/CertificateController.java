package io.wattline.csms.certificate;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.certificate.CertificateRows.CertificateView;
import io.wattline.csms.certificate.CertificateRows.RequestView;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The certificates of a station: which it wants, and which it told to have. */
@RestController
@Tag(name = "certificates")
@RequestMapping("/api/v1/stations/{id}")
class CertificateController {
    private final CertificateRows rows;
    private final Stations stations;

    CertificateController(CertificateRows rows, Stations stations) {
        this.rows = rows;
        this.stations = stations;
    }

    /** Newest first. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/certificate-requests")
    Mono<Page<RequestView>> requests(Caller caller, @PathVariable("id") StationId station, @Valid PageQuery page) {
        UUID before = uuid(page.after());
        return stations.require(caller, station).flatMap(_ -> rows.requests(caller.account(), station, before, page.rows()).collectList())
                .map(items -> Page.of(items, page, request -> request.id().toString()));
    }

    /** As the station told them last, when it was asked with {@code get-installed-certificate-ids}. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/certificates")
    Mono<Page<CertificateView>> certificates(Caller caller, @PathVariable("id") StationId station) {
        return stations.require(caller, station).flatMap(_ -> rows.certificates(caller.account(), station).collectList()).map(Page::whole);
    }

    private static @Nullable UUID uuid(@Nullable String key) {
        try {
            return key == null ? null : UUID.fromString(key);
        } catch (IllegalArgumentException _) {
            throw Problem.badRequest("The cursor is not one of ours.");
        }
    }
}
