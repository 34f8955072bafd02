package io.wattline.csms.variable;

import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.Booted;
import io.wattline.model.event.MonitorFact.MonitorsReported;
import io.wattline.model.event.ReportRequested;
import io.wattline.model.event.VariablesReported;
import io.wattline.model.event.VariablesReported.Reported;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The facts of a batch about device models: at most one row of each variable and report, since one statement may touch a row once. */
final class VariableChanges {
    record Place(AccountId account, StationId station) {}

    record Gone(Place place, String key, Instant at) {}

    private record VariableKey(Place place, String key) {}

    private record ReportKey(Place place, int requestId) {}

    private final Map<VariableKey, VariableChange> variables = new LinkedHashMap<>();
    private final Map<VariableKey, Gone> gone = new LinkedHashMap<>();
    private final Map<ReportKey, ReportChange> reports = new LinkedHashMap<>();
    private final Set<Place> booted = new LinkedHashSet<>();

    static VariableChanges of(List<AccountEvent> facts) {
        var changes = new VariableChanges();
        facts.forEach(changes::add);
        return changes;
    }

    private void add(AccountEvent fact) {
        switch (fact.event()) {
            case Booted boot -> booted.add(new Place(fact.account(), boot.station()));
            case ReportRequested requested -> add(ReportChange.requested(fact.account(), requested.station(), requested.requestId(),
                    requested.kind(), fact.receivedAt()));
            case VariablesReported reported -> add(fact, reported);
            // what is monitored is there, even if nobody told its value
            case MonitorsReported reported -> reported.monitors().forEach(
                    monitor -> add(fact, reported.station(), new Reported(monitor.variable(), List.of(), null, false)));
            default -> {}
        }
    }

    private void add(AccountEvent fact, VariablesReported reported) {
        var place = new Place(fact.account(), reported.station());
        reported.variables().forEach(told -> add(fact, reported.station(), told));
        reported.gone().forEach(lost -> gone.put(new VariableKey(place, lost.key()), new Gone(place, lost.key(), fact.receivedAt())));
        if (reported.part() != null) add(ReportChange.of(fact.account(), reported.station(), reported.part(), fact.receivedAt()));
    }

    private void add(AccountEvent fact, StationId station, Reported told) {
        var key = new VariableKey(new Place(fact.account(), station), told.variable().key());
        gone.remove(key);
        variables.merge(key, VariableChange.of(fact.account(), station, told, fact.receivedAt()), VariableChange::then);
    }

    private void add(ReportChange change) {
        reports.merge(new ReportKey(new Place(change.account(), change.station()), change.requestId()), change, ReportChange::then);
    }

    List<VariableChange> variables() { return List.copyOf(variables.values()); }

    List<Gone> gone() { return List.copyOf(gone.values()); }

    List<ReportChange> reports() { return List.copyOf(reports.values()); }

    List<Place> booted() { return List.copyOf(booted); }
}
