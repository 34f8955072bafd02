package io.wattline.csms.variable;

import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.MonitorFact;
import io.wattline.model.event.MonitorFact.EventNotified;
import io.wattline.model.event.MonitorFact.Monitor;
import io.wattline.model.event.MonitorFact.MonitorsCleared;
import io.wattline.model.event.MonitorFact.MonitorsCleared.Which;
import io.wattline.model.event.MonitorFact.MonitorsReported;
import io.wattline.model.event.MonitorFact.StreamValuesReported;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts of a batch about monitors: first what is no more, then what is, each at most once. */
final class MonitorChanges {
    record SetMonitor(AccountId account, StationId station, Monitor monitor, Instant at) {}

    /** A null id is all, or with {@code customOnly} all that somebody set. */
    record Cleared(AccountId account, StationId station, @Nullable Integer id, boolean customOnly) {}

    record StreamValue(AccountId account, StationId station, int stream, String value, Instant receivedAt) {}

    private record Key(AccountId account, StationId station, int id) {}

    private final Map<Key, SetMonitor> monitors = new LinkedHashMap<>();
    private final Map<Key, StreamValue> values = new LinkedHashMap<>();
    private final List<Cleared> cleared = new ArrayList<>();

    static MonitorChanges of(List<AccountEvent> facts) {
        var changes = new MonitorChanges();
        for (AccountEvent fact : facts) if (fact.event() instanceof MonitorFact told) changes.add(fact, told);
        return changes;
    }

    private void add(AccountEvent fact, MonitorFact told) {
        switch (told) {
            case MonitorsReported reported -> reported.monitors().forEach(monitor -> monitors.put(
                    new Key(fact.account(), reported.station(), monitor.id()),
                    new SetMonitor(fact.account(), reported.station(), monitor, fact.receivedAt())));
            case MonitorsCleared lost -> clear(fact.account(), lost);
            case StreamValuesReported streamed -> {
                if (!streamed.values().isEmpty())
                    values.put(new Key(fact.account(), streamed.station(), streamed.stream()), new StreamValue(fact.account(),
                            streamed.station(), streamed.stream(), streamed.values().getLast().value(), fact.receivedAt()));
            }
            case EventNotified _ -> {}
        }
    }

    private void clear(AccountId account, MonitorsCleared lost) {
        monitors.values().removeIf(known -> known.account().equals(account) && known.station().equals(lost.station())
                && isAmong(known.monitor(), lost));
        if (lost.which() == Which.THESE) lost.ids().forEach(id -> cleared.add(new Cleared(account, lost.station(), id, false)));
        else
            cleared.add(new Cleared(account, lost.station(), null, lost.which() == Which.CUSTOM));
    }

    private static boolean isAmong(Monitor monitor, MonitorsCleared lost) {
        return switch (lost.which()) {
            case THESE -> lost.ids().contains(monitor.id());
            case ALL -> true;
            case CUSTOM -> Monitor.CUSTOM.equals(monitor.notification());
        };
    }

    List<SetMonitor> monitors() { return List.copyOf(monitors.values()); }

    List<Cleared> cleared() { return List.copyOf(cleared); }

    List<StreamValue> values() { return List.copyOf(values.values()); }
}
