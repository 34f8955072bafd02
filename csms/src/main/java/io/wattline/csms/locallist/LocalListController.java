package io.wattline.csms.locallist;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.command.TaskAnswer;
import io.wattline.csms.command.TaskView;
import io.wattline.csms.locallist.LocalLists.Comparison;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.model.account.Permission;
import io.wattline.model.charging.LocalListEntry;
import io.wattline.model.station.StationId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

/** The local authorization list of a station. */
@RestController
@Tag(name = "local lists")
@RequestMapping("/api/v1/stations/{id}/local-list")
class LocalListController {
    /** {@code localList}: {@code auto} keeps it in step after boots and changes of tags. */
    record ModeForm(@NotNull @Pattern(regexp = "off|auto", message = "must be off or auto") String localList) {}

    /** {@code entries} are those wanted; {@code stationVersion} is null before the station told, -1 when it keeps no list. */
    record LocalListView(String localList, int wantedVersion, @Nullable Integer stationVersion, boolean inSync, List<EntryView> entries,
            @Nullable Instant updatedAt) {
        static LocalListView of(Comparison found) {
            return new LocalListView(found.held().mode(), found.wantedVersion(), found.held().stationVersion(), found.isInSync(),
                    found.wanted().stream().map(EntryView::of).toList(), found.held().updatedAt());
        }
    }

    record EntryView(String idTag, String status, @Nullable Instant expiresAt, @Nullable String parentIdTag) {
        static EntryView of(LocalListEntry entry) {
            return new EntryView(entry.token().value(), word(entry), entry.expiresAt(),
                    entry.parent() == null ? null : entry.parent().value());
        }

        private static String word(LocalListEntry entry) {
            if (entry.status() == null) return "";
            var word = new StringBuilder();
            for (String part : entry.status().name().split("_", -1))
                word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
            return word.toString();
        }
    }

    private final Stations stations;
    private final LocalLists lists;
    private final LocalListRows rows;
    private final TaskAnswer answer;
    private final Bodies bodies;
    private final Clock clock;

    LocalListController(Stations stations, LocalLists lists, LocalListRows rows, TaskAnswer answer, Bodies bodies, Clock clock) {
        this.stations = stations;
        this.lists = lists;
        this.rows = rows;
        this.answer = answer;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Needs(Permission.READ_TAGS)
    @GetMapping
    Mono<LocalListView> get(Caller caller, @PathVariable StationId id) {
        return stations.require(caller, id).flatMap(_ -> {
            return lists.compare(caller.account(), id).map(LocalListView::of);
        });
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PatchMapping
    Mono<LocalListView> change(Caller caller, @PathVariable StationId id,
            @Schema(implementation = ModeForm.class) @RequestBody JsonNode body) {
        return stations.require(caller, id).flatMap(_ -> {
            return rows.held(caller.account(), id);
        }).flatMap(held -> rows.mode(caller.account(), id, bodies.over(new ModeForm(held.mode()), body).localList(), clock.instant()))
                .then(Mono.defer(() -> get(caller, id)));
    }

    /** The task that asks for the version; {@code Prefer: wait=N} waits for the whole and answers with the last task of it. */
    @Needs(Permission.OPERATE_STATIONS)
    @PostMapping("/sync")
    Mono<ResponseEntity<TaskView>> sync(Caller caller, @PathVariable StationId id, @RequestHeader("Prefer") @Nullable String prefer) {
        return stations.require(caller, id).flatMap(_ -> {
            return lists.sync(caller.account(), id);
        }).doOnNext(dispatched -> dispatched.answered().subscribe(_ -> {}, _ -> {}))
                .flatMap(dispatched -> answer.to(caller, dispatched, prefer));
    }
}
