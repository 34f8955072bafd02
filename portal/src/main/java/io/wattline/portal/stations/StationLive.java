package io.wattline.portal.stations;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.Frame;
import io.wattline.portal.csms.LiveChange;
import io.wattline.portal.csms.Station;
import io.wattline.portal.live.ConnectorCard;
import io.wattline.portal.live.Fragments;
import io.wattline.portal.live.LiveChanges;
import io.wattline.portal.live.LiveStream;
import io.wattline.portal.live.OnlineBadge;
import io.wattline.portal.live.Patch;
import io.wattline.portal.transactions.TransactionRow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the page of one station moving: connectors, connection, sessions and the message log over one stream. */
@Controller
class StationLive {
    private static final Duration GATHERING = Duration.ofMillis(150);
    private static final int MOST_FRAMES = 50;
    private final CsmsClient csms;
    private final LiveChanges changes;
    private final LiveStream stream;
    private final Fragments fragments;
    private final Clock clock;

    StationLive(CsmsClient csms, LiveChanges changes, LiveStream stream, Fragments fragments, Clock clock) {
        this.csms = csms;
        this.changes = changes;
        this.stream = stream;
        this.fragments = fragments;
        this.clock = clock;
    }

    @GetMapping(path = "/stations/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<String>> live(@PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long since) {
        return stream.of(csms.station(id).flatMapMany(station -> Flux.merge(moves(station, since), frames(station))));
    }

    private Flux<Patch> moves(Station station, @Nullable Long since) {
        return changes.batches(since, List.of(station.id())).publish(batches -> Flux.merge(
                batches.map(batch -> Patch.of(connectors(station, batch), batch)),
                LiveStream.paced(batches.map(StationLive::runningSessions).distinctUntilChanged(), () -> sessions(station))
                        .map(Patch::of)));
    }

    private String connectors(Station station, List<LiveChange> batch) {
        var moved = batch.stream().filter(change -> change.stationId() != null && change.evse() > 0).toList();
        return fragments.render("parts/connector", "cards", "cards",
                moved.stream().map(change -> ConnectorCard.of(change, station.title()).withinStation()).toList())
                + fragments.render("parts/station", "badges", "badges", moved.stream().map(OnlineBadge::of).distinct().toList());
    }

    private static String runningSessions(List<LiveChange> batch) {
        return batch.stream().map(change -> change.evse() + "/" + change.connector() + "=" + change.transactionId()).sorted()
                .collect(Collectors.joining(","));
    }

    private Mono<String> sessions(Station station) {
        return csms.transactions(station.id(), null, null, null, null, null, StationController.SESSIONS)
                .map(found -> fragments.render("stations/sessions", "sessions", "sessions",
                        TransactionRow.of(found.items(), clock.instant())))
                .onErrorResume(CsmsProblem.class, _ -> Mono.empty());
    }

    /** The latest frames once more, oldest first, so that none is missed between the page and its stream; the page drops those it has. */
    private Flux<Patch> frames(Station station) {
        var latest = csms.frames(station.id(), null, MOST_FRAMES).map(frames -> frames.items().reversed());
        var following = csms.liveFrames(station.id()).mapNotNull(ServerSentEvent::data).bufferTimeout(MOST_FRAMES, GATHERING, true);
        return Flux.merge(latest, following).filter(frames -> !frames.isEmpty()).map(this::log)
                .onErrorResume(error -> error instanceof CsmsProblem problem && problem.status() == 403, _ -> Flux.empty());
    }

    private Patch log(List<Frame> frames) { return Patch.of(fragments.render("parts/frame", "frames", "frames", FrameRow.of(frames))); }
}
