package io.wattline.csms.frame;

import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/** Who watches the frames of a station as they pass. A slow one misses the oldest that wait for him. */
@Component
class FrameViewers {
    private static final int MOST_WAITING = 256;
    private static final int AT_ONCE = 32;

    private final Map<Place, List<FluxSink<FrameRow>>> watching = new ConcurrentHashMap<>();

    void show(FrameRow row) {
        if (watching.isEmpty()) return;
        watching.getOrDefault(row.place(), List.of()).forEach(viewer -> viewer.next(row));
    }

    Flux<FrameRow> watch(AccountId account, StationId station) {
        var place = new Place(account, station);
        return Flux.<FrameRow>create(viewer -> {
            viewer.onDispose(() -> leave(place, viewer));
            watching.compute(place, (_, others) -> {
                List<FluxSink<FrameRow>> all = others == null ? new CopyOnWriteArrayList<>() : others;
                all.add(viewer);
                return all;
            });
        }, FluxSink.OverflowStrategy.IGNORE).onBackpressureBuffer(MOST_WAITING, BufferOverflowStrategy.DROP_OLDEST)
                .publishOn(Schedulers.parallel(), AT_ONCE);
    }

    private void leave(Place place, FluxSink<FrameRow> viewer) {
        watching.computeIfPresent(place, (_, all) -> {
            all.remove(viewer);
            return all.isEmpty() ? null : all;
        });
    }
}
