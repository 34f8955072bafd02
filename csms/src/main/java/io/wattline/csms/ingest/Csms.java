package io.wattline.csms.ingest;

import io.wattline.csms.account.Accounts;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.Patience;
import io.wattline.csms.notice.Notices;
import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.CertificateDesk;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.StationObserver;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.station.Stations;
import io.wattline.csms.tag.Tags;
import io.wattline.csms.transaction.RunningTokens;
import io.wattline.csms.transaction.TransactionNumbers;
import io.wattline.csms.transaction.TransactionRows;
import io.wattline.csms.variable.DeviceModel;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.Booted;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The platform as its stations see it. */
@Service
class Csms implements CentralSystem {
    private final EventPipeline pipeline;
    private final Stations stations;
    private final Accounts accounts;
    private final BootIntervals intervals;
    private final Tags tags;
    private final TransactionNumbers numbers;
    private final StationStates states;
    private final RunningTokens running;
    private final TransactionRows transactions;
    private final Notices notices;
    private final AllAccountsDatabase database;
    private final DeviceModel deviceModel;
    private final Patience patience;
    private final List<StationObserver> observers;
    private final CertificateDesk desk;
    private final Clock clock;

    Csms(EventPipeline pipeline, Stations stations, Accounts accounts, BootIntervals intervals, Tags tags, TransactionNumbers numbers,
            StationStates states, RunningTokens running, TransactionRows transactions, Notices notices,
            AllAccountsDatabase database, DeviceModel deviceModel, Patience patience, List<StationObserver> observers, CertificateDesk desk,
            Clock clock) {
        this.pipeline = pipeline;
        this.stations = stations;
        this.accounts = accounts;
        this.intervals = intervals;
        this.tags = tags;
        this.numbers = numbers;
        this.states = states;
        this.running = running;
        this.transactions = transactions;
        this.notices = notices;
        this.database = database;
        this.deviceModel = deviceModel;
        this.patience = patience;
        this.observers = List.copyOf(observers);
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Mono<Admission> admit(ConnectionAttempt attempt) { return stations.admit(attempt); }

    @Override
    public Mono<BootAnswer> boot(StationPrincipal station, Booted booted) {
        return tell(station, List.of(booted)).then(stations.standing(station.account(), station.station()))
                .zipWith(accounts.bootTerms(station.account()),
                        (status, terms) -> new BootAnswer(status, intervals.of(status, terms)));
    }

    @Override
    public Mono<IdToken> meant(StationPrincipal station, IdToken token) {
        return tags.whole(station.account(), token).doOnNext(tag -> {
            if (tag.value().length() > token.value().length())
                observers.forEach(observer -> observer.deviated(station, new Deviation("token-cut", "*", "/idTag", token.value())));
        });
    }

    @Override
    public Mono<TokenAnswer> authorize(StationPrincipal station, IdToken token) {
        return tags.presented(station.account(), token, station.station());
    }

    /** Source: OCPP 1.6 §7.2 ConcurrentTx, which is about starts only. */
    @Override
    public Mono<TokenAnswer> authorizeStart(StationPrincipal station, IdToken token, TransactionStarted started) {
        return patience.with(authorize(station, token).flatMap(answer -> answer.status() != TagStatus.ACCEPTED
                ? Mono.just(answer)
                : isOneTooMany(station, token, started).map(tooMany -> tooMany
                        ? new TokenAnswer(TagStatus.CONCURRENT_TX, answer.expiresAt(), answer.parent())
                        : answer)));
    }

    private Mono<Boolean> isOneTooMany(StationPrincipal station, IdToken token, TransactionStarted started) {
        return tags.limits(station.account(), token).flatMapMany(Flux::fromIterable)
                .concatMap(limit -> running.beside(station.account(), limit.tagKeys(), station.station(), started.opening())
                        .map(others -> others >= limit.most()))
                .any(tooMany -> tooMany);
    }

    @Override
    public Mono<TokenAnswer> authorizeStop(StationPrincipal station, IdToken token, TransactionRef transaction) {
        return patience.with(authorize(station, token).flatMap(answer -> answer.status() == TagStatus.ACCEPTED
                ? Mono.just(answer)
                : transactions.tokenOf(database.client(), station.account(), station.station(), transaction)
                        .flatMap(starter -> began(station, starter, token, answer)).defaultIfEmpty(answer)));
    }

    /** Its own token ends a transaction, and one of the same group. */
    private Mono<TokenAnswer> began(StationPrincipal station, IdToken starter, IdToken token, TokenAnswer answer) {
        var accepted = new TokenAnswer(TagStatus.ACCEPTED, answer.expiresAt(), answer.parent());
        if (starter.key().equals(token.key())) return Mono.just(accepted);
        return tags.decide(station.account(), starter)
                .map(own -> answer.parent() != null && answer.parent().equals(own.parent()) ? accepted : answer);
    }

    /** The number is that of the first telling: two connections of a station may tell the same start at once. Source: OCPP 1.6 §4.8. */
    @Override
    public Mono<TransactionRef> open(StationPrincipal station, TransactionStarted started) {
        return patience.with(Mono.defer(numbers::next)).flatMap(number -> tell(station, List.of(started.numbered(number))))
                .then(Mono.defer(() -> Mono.justOrEmpty(states.running(station.account(), station.station(), started.opening()))))
                .switchIfEmpty(Mono.defer(() -> patience.with(transactions.numberOf(database.client(), station.account(),
                        station.station(), started.opening()))));
    }

    @Override
    public Mono<Map<VariableRef, String>> told(StationPrincipal station, List<VariableRef> variables) {
        return deviceModel.told(station.account(), station.station(), variables);
    }

    @Override
    public Mono<Void> passwordTaken(StationPrincipal station, String password) {
        return stations.passwordTaken(station.account(), station.station(), password);
    }

    @Override
    public Mono<Boolean> mayStream(StationPrincipal station, int stream) {
        return accounts.mostEventStreams(station.account()).flatMap(most -> most == 0
                ? Mono.just(false)
                : notices.streamsBeside(database.client(), station.account(), station.station(), stream).map(open -> open < most));
    }

    @Override
    public Mono<BigDecimal> cost(StationPrincipal station, TransactionRef transaction) {
        return transactions.costOf(database.client(), station.account(), station.station(), transaction);
    }

    @Override
    public CertificateDesk certificates() { return desk; }

    @Override
    public Mono<Void> tell(StationPrincipal station, List<StationEvent> facts) {
        return pipeline.record(new Report(station.account(), station.station(), clock.instant(), facts));
    }
}
