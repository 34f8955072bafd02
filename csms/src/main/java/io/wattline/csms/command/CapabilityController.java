package io.wattline.csms.command;

import io.wattline.model.account.Permission;
import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.Capabilities.Capability;
import io.wattline.csms.ocpp.OcppActions;
import io.wattline.csms.ocpp.OcppActions.Action;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a station can be asked, as far as stations with its firmware showed; of a station that never came, nothing. */
@RestController
@Tag(name = "commands")
class CapabilityController {
    private final Stations stations;
    private final Payloads payloads;
    private final OcppActions actions;
    private final Capabilities capabilities;

    CapabilityController(Stations stations, Payloads payloads, OcppActions actions, Capabilities capabilities) {
        this.stations = stations;
        this.payloads = payloads;
        this.actions = actions;
        this.capabilities = capabilities;
    }

    @Needs(value = Permission.READ_CHARGING_STATIONS, orOwn = true)
    @GetMapping("/api/v1/stations/{id}/capabilities")
    Mono<Page<CapabilityView>> of(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).flatMap(_ -> capabilities.of(caller.account(), id).collectList())
                .flatMap(known -> payloads.version(caller.account(), id).map(version -> Page.whole(actions.of(version).stream()
                        .filter(action -> !action.from().equals("station")).map(action -> CapabilityView.of(action, known)).toList())))
                .defaultIfEmpty(Page.whole(List.of()));
    }

    /**
     * {@code status}: supported, unsupported or unknown; {@code learntAt} is null of the last. {@code details}: of an action that asks for
     * different things, which of them; a trigger's are messages, an unlocking's connectors.
     */
    record CapabilityView(String action, String command, String status, @Nullable Instant learntAt, List<DetailView> details) {
        record DetailView(String detail, String status, Instant learntAt) {}

        static CapabilityView of(Action action, List<Capability> known) {
            List<Capability> ofAction = known.stream().filter(each -> each.action().equals(action.name())).toList();
            Optional<Capability> whole = ofAction.stream().filter(each -> each.detail() == null).findFirst();
            return new CapabilityView(action.name(), Payloads.kebab(action.name()), whole.map(CapabilityView::status).orElse("unknown"),
                    whole.map(Capability::since).orElse(null), ofAction.stream().filter(each -> each.detail() != null)
                            .map(each -> new DetailView(each.detail(), status(each), each.since())).toList());
        }

        private static String status(Capability capability) { return capability.supported() ? "supported" : "unsupported"; }
    }
}
