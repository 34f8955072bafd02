package io.wattline.csms.ocpp;

import io.wattline.csms.ocpp.Admission.Admitted;
import io.wattline.csms.ocpp.Admission.Reason;
import io.wattline.csms.ocpp.Admission.Refused;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.Booted;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.VariableRef;
import io.wattline.model.station.OcppVersion;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A central system that remembers what it was told. The stations UNKNOWN and DISABLED are refused, nothing of UNSTORED can be stored;
 * the password of all others is {@code secret}.
 */
public final class InMemoryCentralSystem implements CentralSystem {
    public final List<StationEvent> facts = new CopyOnWriteArrayList<>();
    public final List<ConnectionAttempt> attempts = new CopyOnWriteArrayList<>();
    /** That stations took. */
    public final List<String> passwords = new CopyOnWriteArrayList<>();
    public final Map<String, TokenAnswer> tokens = new ConcurrentHashMap<>();
    /** What is stored of them. */
    public final Map<VariableRef, String> variables = new ConcurrentHashMap<>();
    private final Map<String, TransactionRef> openings = new ConcurrentHashMap<>();
    public volatile Manners manners = Manners.TOLERANT;
    /** Of stations that offer no subprotocol. */
    public volatile OcppVersion assumed = OcppVersion.V1_6;
    private volatile boolean away;
    private volatile Duration heartbeatInterval = Duration.ofMinutes(5);
    private volatile BootStatus standing = BootStatus.ACCEPTED;
    private volatile Sinks.Empty<Void> gate = opened();
    private volatile Scheduler admitting = Schedulers.immediate();

    /** As if its database were gone. */
    public void goAway() { away = true; }

    /** What boots are answered from now on, and what stations that come are taken for. */
    public void answerBoots(BootStatus status) {
        standing = status;
    }

    public void heartbeatEvery(Duration interval) { heartbeatInterval = interval; }

    public void comeBack() { away = false; }

    /** Answers nothing until it is released. */
    public void hold() { gate = Sinks.empty(); }

    /** Stations are admitted on these threads, as with a database whose driver has its own. */
    public void admitOn(Scheduler threads) {
        admitting = threads;
    }

    public void release() { gate.tryEmitEmpty().orThrow(); }

    @Override
    public Mono<Admission> admit(ConnectionAttempt attempt) { return Mono.<Admission>defer(() -> decide(attempt)).subscribeOn(admitting); }

    private Mono<Admission> decide(ConnectionAttempt attempt) {
        return answer(() -> {
            attempts.add(attempt);
            return switch (attempt.station().value()) {
                case "UNKNOWN" -> new Refused(Reason.UNKNOWN_STATION, "nobody registered this station");
                case "DISABLED" -> new Refused(Reason.DISABLED, "the station is disabled");
                default ->
                    attempt.credentials() == null || new String(attempt.credentials().password(), StandardCharsets.UTF_8).equals("secret")
                            ? admitted(attempt)
                            : new Refused(Reason.BAD_CREDENTIALS, "the password is wrong");
            };
        });
    }

    private Admitted admitted(ConnectionAttempt attempt) {
        var account = attempt.account() == null ? new AccountId("demo") : attempt.account();
        var version = attempt.version() == null ? assumed : attempt.version();
        return new Admitted(new StationPrincipal(account, attempt.station(), version, attempt.remoteAddress(), () -> manners),
                standing);
    }

    @Override
    public Mono<BootAnswer> boot(StationPrincipal station, Booted booted) {
        return answer(() -> {
            facts.add(booted);
            return new BootAnswer(standing, heartbeatInterval);
        });
    }

    @Override
    public Mono<IdToken> meant(StationPrincipal station, IdToken token) { return answer(() -> token); }

    @Override
    public Mono<TokenAnswer> authorize(StationPrincipal station, IdToken token) {
        return answer(() -> tokens.getOrDefault(token.key(), new TokenAnswer(TagStatus.INVALID, null, null)));
    }

    @Override
    public Mono<TokenAnswer> authorizeStart(StationPrincipal station, IdToken token, TransactionStarted started) {
        return authorize(station, token);
    }

    @Override
    public Mono<TokenAnswer> authorizeStop(StationPrincipal station, IdToken token, TransactionRef transaction) {
        return authorize(station, token);
    }

    @Override
    public Mono<TransactionRef> open(StationPrincipal station, TransactionStarted started) {
        return answer(() -> {
            if (!openings.containsKey(started.opening())) facts.add(started);
            return openings.computeIfAbsent(started.opening(), _ -> new TransactionRef(Integer.toString(openings.size() + 1)));
        });
    }

    /** Nobody set a price. */
    @Override
    public Mono<BigDecimal> cost(StationPrincipal station, TransactionRef transaction) { return Mono.empty(); }

    @Override
    public Mono<Map<VariableRef, String>> told(StationPrincipal station, List<VariableRef> asked) {
        return answer(() -> asked.stream().filter(variables::containsKey).collect(Collectors.toMap(Function.identity(), variables::get)));
    }

    @Override
    public Mono<Boolean> mayStream(StationPrincipal station, int stream) { return answer(() -> true); }

    @Override
    public Mono<Void> tell(StationPrincipal station, List<StationEvent> told) {
        return station.station().value().equals("UNSTORED")
                ? Mono.error(new IllegalStateException("nothing of this station can be stored"))
                : answer(() -> facts.addAll(told)).then();
    }

    @Override
    public Mono<Void> passwordTaken(StationPrincipal station, String password) { return answer(() -> passwords.add(password)).then(); }

    private <T> Mono<T> answer(Supplier<T> answer) {
        return gate.asMono().then(Mono.fromSupplier(() -> {
            if (away) throw new IllegalStateException("the database is away");
            return answer.get();
        }));
    }

    private static Sinks.Empty<Void> opened() {
        Sinks.Empty<Void> gate = Sinks.empty();
        gate.tryEmitEmpty().orThrow();
        return gate;
    }
}
