package io.wattline.csms.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.wattline.csms.certificate.Certificates;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.Fault;
import io.wattline.csms.database.Patience;
import io.wattline.csms.database.Rows;
import io.wattline.csms.file.JobProgress;
import io.wattline.csms.live.LiveFeed;
import io.wattline.csms.locallist.LocalListFacts;
import io.wattline.csms.metering.MeterRows;
import io.wattline.csms.notice.Notices;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.csms.power.PowerLimits.StationKey;
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
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The one way in for every fact of every station: stored in a transaction shared by all that reported meanwhile, then shown to viewers. */
@Service
public class EventPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(EventPipeline.class);
    private static final int LARGEST_BATCH = 1_000;
    private static final int MOST_WAITING = 50_000;

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
    private final Traces traces;
    private final Duration patience;
    private final GroupCommit<Report> commits;

    EventPipeline(AllAccountsDatabase database, StationStates states, StationRows stations, TransactionRows transactions,
            MeterRows metering, Notices notices, DeviceModel deviceModel, ReservationFacts reservations, JobProgress jobs,
            Certificates certificates,
            ProfileFacts profiles, LocalListFacts localLists, Outbox outbox,
            LiveFeed live, ObjectProvider<CommitListener> listeners, IngestProperties settings, Traces traces, Patience patience,
            MeterRegistry meters) {
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
        this.traces = traces;
        this.patience = patience.limit();
        var terms = new GroupCommit.Terms(LARGEST_BATCH, MOST_WAITING, settings.commitSpacing(), patience.limit());
        commits = new GroupCommit<>(this::commit, terms, Schedulers.parallel(), System::nanoTime);
        meters.gauge("wattline.ingest.waiting", commits, GroupCommit::depth);
    }

    /** Completes when the report is stored; fails when nothing of it is. */
    public Mono<Void> record(Report report) {
        return commits.join(report);
    }

    private Mono<Void> commit(List<Report> batch) {
        var written = new AtomicReference<Folded>();
        return database
                .transactional(db -> states.workingCopies(db, batch).map(copies -> fold(batch, copies))
                        .flatMap(folded -> write(db, folded)).doOnNext(written::set))
                .timeout(patience)
                .onErrorResume(Fault::isAway, failure -> written.get() == null ? Mono.error(failure) : settle(written.get(), failure))
                .doOnNext(this::publish).then();
    }

    /** The database went away when everything was written: nobody knows yet whether the commit came to pass. */
    private Mono<Folded> settle(Folded written, Throwable failure) {
        return traces.areThere(written.changes()).doOnError(_ -> states.doubt(written.copies().keySet()))
                .onErrorMap(_ -> failure).flatMap(there -> there ? Mono.just(written) : Mono.error(failure));
    }

    private static Folded fold(List<Report> batch, Map<StationKey, StationState> copies) {
        var changes = new Changes();
        for (Report report : batch) {
            StationState state = copies.get(StationStates.keyOf(report));
            state.apply(report, changes);
        }
        return new Folded(copies, changes, changes.facts());
    }

    private Mono<Folded> write(DatabaseClient db, Folded folded) {
        Changes changes = folded.changes();
        return Rows.together(db, rows(changes))
                .then(notices.apply(db, folded.facts())).then(deviceModel.apply(db, folded.facts()))
                .then(jobs.apply(db, folded.facts())).then(certificates.apply(db, folded.facts()))
                .then(reservations.apply(db, folded.facts()))
                .then(profiles.apply(db, folded.facts())).then(localLists.apply(db, folded.facts()))
                .thenReturn(folded);
    }

    private List<Rows<?>> rows(Changes changes) {
        return List.of(stations.changed(changes.stations()), stations.told(changes.connectors()), stations.measured(changes.connectors()),
                transactions.told(changes.transactions()), transactions.going(changes.transactions()),
                metering.appended(changes.meterRows()), outbox.appended(changes.facts()));
    }

    /** What is stored is told to its stations whatever becomes of this. */
    private void publish(Folded folded) {
        states.committed(folded.copies());
        attempt(() -> folded.changes().shown().forEach(shown -> live.publish(shown.station().account,
                shown.connector().under(shown.station().status()), shown.station().isOnline())));
        listeners.get().forEach(listener -> attempt(() -> listener.onCommit(folded.facts())));
    }

    private static void attempt(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("committed facts were not passed on");
        }
    }

    private record Folded(Map<StationKey, StationState> copies, Changes changes, List<AccountEvent> facts) {}
}
