package io.wattline.csms.ingest;

import io.wattline.csms.metering.MeterReading;
import io.wattline.csms.transaction.ChargingTransaction;
import io.wattline.csms.transaction.EnergyReading;
import io.wattline.csms.transaction.EnergyReading.Kind;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which transactions a report adds readings to that belong before those they have. */
final class LateReadings {
    private final Report report;
    private final StationState state;
    private final Map<UUID, Instant> latest = new HashMap<>();
    private final Set<ChargingTransaction> found = new LinkedHashSet<>();

    private final boolean amongOthers;

    private LateReadings(Report report, StationState state, boolean amongOthers) {
        this.report = report;
        this.state = state;
        this.amongOthers = amongOthers;
    }

    /** {@code amongOthers}: the batch has other reports of the station, so that the order in it is not known yet. */
    static Set<ChargingTransaction> in(Report report, StationState state, boolean amongOthers) {
        var late = new LateReadings(report, state, amongOthers);
        report.facts().forEach(late::consider);
        return late.found;
    }

    private void consider(StationEvent fact) {
        switch (fact) {
            case MeterSampled sampled -> {
                EnergyReading reading = MeterReading.of(sampled).energy(sampled.at());
                if (reading != null) state.meant(sampled, report).ifPresent(transaction -> consider(transaction, reading));
            }
            case TransactionStarted started -> {
                Optional<ChargingTransaction> begun = started.transaction() == null
                        ? Optional.empty()
                        : state.ledger().find(started.transaction());
                begun.or(() -> state.ledger().endedBy(started)).filter(transaction -> !transaction.isStarted()).ifPresent(found::add);
            }
            case TransactionEnded ended when ended.meterStopWh() != null -> {
                var reading = new EnergyReading(Kind.END, ended.at(), ended.meterStopWh(), null);
                state.ledger().find(ended).or(() -> state.ledger().meantBy(ended))
                        .ifPresent(transaction -> consider(transaction, reading));
            }
            case StationEvent _ -> {}
        }
    }

    private void consider(ChargingTransaction transaction, EnergyReading reading) {
        if (transaction.isSettled()) return;
        Instant before = latest.put(transaction.id(), reading.at());
        boolean outOfOrder = before != null && reading.at().isBefore(before);
        if (amongOthers || outOfOrder || Ledger.isLate(transaction, reading)) found.add(transaction);
    }
}
