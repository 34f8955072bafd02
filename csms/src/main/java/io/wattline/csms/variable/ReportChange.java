package io.wattline.csms.variable;

import io.wattline.model.account.AccountId;
import io.wattline.model.event.ReportPart;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a batch says of one report. {@code kind} is known when its request stands in the batch. */
record ReportChange(AccountId account, StationId station, int requestId, @Nullable String kind, List<Integer> parts,
        @Nullable Integer lastPart, Instant at) {
    static ReportChange requested(AccountId account, StationId station, int requestId, String kind, Instant at) {
        return new ReportChange(account, station, requestId, kind, List.of(), null, at);
    }

    static ReportChange of(AccountId account, StationId station, ReportPart part, Instant at) {
        return new ReportChange(account, station, part.requestId(), null, List.of(part.number()), part.last() ? part.number() : null, at);
    }

    /** A request begins a report anew, unless its parts came before its answer. */
    ReportChange then(ReportChange later) {
        if (later.kind != null && kind != null) return later;
        var all = new TreeSet<>(parts);
        all.addAll(later.parts);
        return new ReportChange(account, station, requestId, later.kind == null ? kind : later.kind, List.copyOf(all),
                later.lastPart == null ? lastPart : later.lastPart, later.at);
    }

    String partsText() { return parts.stream().map(String::valueOf).collect(Collectors.joining(",")); }
}
