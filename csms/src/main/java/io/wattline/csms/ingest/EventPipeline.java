package io.wattline.csms.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.R2dbcException;
import io.wattline.csms.certificate.Certificates;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.file.JobProgress;
import io.wattline.csms.live.LiveFeed;
import io.wattline.csms.locallist.LocalListFacts;
import io.wattline.csms.metering.MeterRows;
import io.wattline.csms.notice.Notices;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.csms.outbox.Outbox;
import io.wattline.model.event.AccountEvent;
import io.wattline.csms.profile.ProfileFacts;
import io.wattline.csms.reservation.ReservationFacts;
import io.wattline.csms.station.StationRows;
import io.wattline.csms.transaction.TransactionRows;
import io.wattline.csms.variable.DeviceModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** The one way in for every fact of every station: stored in a transaction shared by all that reported meanwhile, then shown to viewers. */
@Service
public class EventPipeline {
    private static final int LARGEST_BATCH = 1_000;
    private static final int MOST_WAITING = 50_000;
    /** Somebody else held the same rows the other way round, such as a user who changes the station just now. */
    private static final Retry A_CONFLICT = Retry.backoff(3, Duration.ofMillis(10)).filter(EventPipeline::isRolledBack);

    private final AllAccountsDatabase database;
    private final StationStates states;
    private final StationRows stations;
    private final TransactionRows transactions;
    private final MeterRows metering;
    private final Notices notices;
    private final DeviceModel deviceModel;
    private final ReservationFacts reservations;
    private final JobProgress jobs;
    private final Certificates certificates;
    private final ProfileFacts profiles;
    private final LocalListFacts localLists;
    private final Outbox outbox;
    private final LiveFeed live;
    private final Supplier<List<CommitListener>> listeners;
    private final GroupCommit<Report> commits;

    EventPipeline(AllAccountsDatabase database, StationStates states, StationRows stations, TransactionRows transactions,
            MeterRows metering, Notices notices, DeviceModel deviceModel, ReservationFacts reservations, JobProgress jobs,
            Certificates certificates,
            ProfileFacts profiles, LocalListFacts localLists, Outbox outbox,
            LiveFeed live, ObjectProvider<CommitListener> listeners, IngestProperties settings, MeterRegistry meters) {
        this.database = database;
        this.states = states;
        this.stations = stations;
        this.transactions = transactions;
        this.metering = metering;
        this.notices = notices;
        this.deviceModel = deviceModel;
        this.reservations = reservations;
        this.jobs = jobs;
        this.certificates = certificates;
        this.profiles = profiles;
        this.localLists = localLists;
        this.outbox = outbox;
        this.live = live;
        this.listeners = SingletonSupplier.of(() -> listeners.orderedStream().toList());
        commits = new GroupCommit<>(this::commit, LARGEST_BATCH, MOST_WAITING, settings.commitSpacing(), Schedulers.parallel());
        meters.gauge("wattline.ingest.waiting", commits, GroupCommit::depth);
    }

    /** Completes when the report is stored; fails when nothing of it is. */
    public Mono<Void> record(Report report) {
        return commits.join(report);
    }

    private Mono<Void> commit(List<Report> batch) {
        return database.transactional(
                db -> states.workingCopies(db, batch).map(copies -> fold(batch, copies)).flatMap(folded -> write(db, folded)))
                .retryWhen(A_CONFLICT).doOnNext(this::publish).then();
    }

    /** SQLSTATE class 40: deadlocks and serialization failures. */
    private static boolean isRolledBack(Throwable failure) {
        return failure.getCause() instanceof R2dbcException cause && cause.getSqlState() != null && cause.getSqlState().startsWith("40");
    }

    private static Folded fold(List<Report> batch, Map<StationStates.Key, StationState> copies) {
        var changes = new Changes();
        for (Report report : batch) {
            StationState state = copies.get(StationStates.Key.of(report));
            state.apply(report, changes);
        }
        return new Folded(copies, changes, changes.facts());
    }

    private Mono<Folded> write(DatabaseClient db, Folded folded) {
        Changes changes = folded.changes();
        return stations.write(db, changes.stations()).then(stations.writeConnectors(db, changes.connectors()))
                .then(transactions.write(db, changes.transactions())).then(metering.append(db, changes.meterRows()))
                .then(notices.apply(db, folded.facts())).then(deviceModel.apply(db, folded.facts()))
                .then(jobs.apply(db, folded.facts())).then(certificates.apply(db, folded.facts()))
                .then(outbox.append(db, folded.facts())).then(reservations.apply(db, folded.facts()))
                .then(profiles.apply(db, folded.facts())).then(localLists.apply(db, folded.facts()))
                .thenReturn(folded);
    }

    private void publish(Folded folded) {
        states.committed(folded.copies());
        folded.changes().shown().forEach(shown -> live.publish(shown.station().account, shown.connector().under(shown.station().status()),
                shown.station().isOnline()));
        listeners.get().forEach(listener -> listener.onCommit(folded.facts()));
    }

    private record Folded(Map<StationStates.Key, StationState> copies, Changes changes, List<AccountEvent> facts) {}
}
