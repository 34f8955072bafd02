package io.wattline.portal.live;

import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.LiveChange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What moves in the user's account, gathered so that one page is not redrawn for every single reading. */
@Component
public class LiveChanges {
    private static final Duration GATHERING = Duration.ofMillis(150);
    private static final int MOST = 500;
    /** csms says something every 15 s even when nothing moves; three times silence means that it is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(45);
    private final CsmsClient csms;

    LiveChanges(CsmsClient csms) { this.csms = csms; }

    /** Batches with at most one change per connector; of these stations, or of all for an empty list. Never an empty batch. */
    public Flux<List<LiveChange>> batches(@Nullable Long since, List<String> stations) {
        return csms.live(since, stations.isEmpty() ? null : stations)
                .timeout(SILENCE)
                .mapNotNull(ServerSentEvent::data)
                .bufferTimeout(MOST, GATHERING, true)
                .map(LiveChanges::latestOfEachConnector);
    }

    private static List<LiveChange> latestOfEachConnector(List<LiveChange> changes) {
        Map<String, LiveChange> latest = new LinkedHashMap<>();
        for (LiveChange change : changes) latest.put(change.stationId() + "/" + change.evse() + "/" + change.connector(), change);
        return List.copyOf(latest.values());
    }
}
