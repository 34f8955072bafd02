package io.wattline.csms.station;

import io.wattline.csms.ocpp.Admission;
import io.wattline.csms.ocpp.Admission.Admitted;
import io.wattline.csms.ocpp.Admission.Reason;
import io.wattline.csms.ocpp.Admission.Refused;
import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.csms.ocpp.ConnectionAttempt;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.quirk.StationManners;
import io.wattline.csms.station.AdmissionLookup.Known;
import io.wattline.csms.station.Proof.Enough;
import io.wattline.csms.station.Proof.Lacking;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may connect. A database that does not answer lets nobody in. */
@Component
class Admissions {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

    private final AdmissionLookup lookup;
    private final Proofs proofs;
    private final StationPasswords passwords;
    private final Clock clock;
    private final StationManners manners;
    private final @Nullable AccountId unknownStationAccount;

    Admissions(AdmissionLookup lookup, Proofs proofs, StationPasswords passwords, StationManners manners,
            AdmissionProperties properties, Clock clock) {
        this.lookup = lookup;
        this.proofs = proofs;
        this.clock = clock;
        this.passwords = passwords;
        this.manners = manners;
        String account = properties.unknownStationAccount();
        this.unknownStationAccount = account == null || account.isBlank() ? null : new AccountId(account);
    }

    Mono<Admission> decide(ConnectionAttempt attempt) {
        return lookup.find(attempt.station())
                .map(found -> found.stream().filter(known -> attempt.account() == null || known.account().equals(attempt.account()))
                        .toList())
                .flatMap(found -> switch (found.size()) {
                    case 0 -> unknown(attempt);
                    case 1 -> check(attempt, found.getFirst());
                    default -> oneOf(attempt, found);
                }).onErrorResume(failure -> Mono.fromCallable(() -> unavailable(attempt, failure)));
    }

    private Mono<Admission> check(ConnectionAttempt attempt, Known known) {
        return proofs.of(attempt, known).flatMap(proof -> settle(attempt, known, proof));
    }

    private Mono<Admission> settle(ConnectionAttempt attempt, Known known, Proof proof) {
        return switch (proof) {
            case Lacking(var reason, var sentence) -> Mono.just(refused(reason, sentence));
            case Enough _ when known.suspended() ->
                Mono.just(refused(Reason.SUSPENDED, "The account of this station is suspended."));
            case Enough _ when !known.enabled() -> Mono.just(refused(Reason.DISABLED, "This station is disabled."));
            case Enough(var profile) when known.terms().isReachedBy(profile, clock.instant()) ->
                lookup.raise(known).thenReturn(admitted(attempt, known, profile));
            case Enough(var profile) -> Mono.just(admitted(attempt, known, profile));
        };
    }

    private Admission admitted(ConnectionAttempt attempt, Known known, int profile) {
        OcppVersion version = attempt.version() == null ? known.assumed() : attempt.version();
        return new Admitted(new StationPrincipal(known.account(), known.station(), version, attempt.remoteAddress(),
                manners.admitted(known.account(), known.station(), known.strict(), known.make()), profile), known.standing());
    }

    /** One that is valid already was told us by an operator before, and the exchange is under way. */
    Mono<Void> passwordTaken(AccountId account, StationId station, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return lookup.find(station).flatMapIterable(found -> found).filter(known -> known.account().equals(account)).next()
                .filterWhen(known -> known.passwordHash() == null
                        ? Mono.just(true)
                        : passwords.matches(bytes, known.passwordHash()).map(valid -> !valid))
                .flatMap(known -> passwords.hash(password).flatMap(hash -> lookup.exchange(known, hash)))
                .doOnSuccess(
                        _ -> LOG.atInfo().addKeyValue("account", account).addKeyValue("station", station).log("station took a password"));
    }

    /** A station that is not known any more is rejected. */
    Mono<BootStatus> standing(AccountId account, StationId station) {
        return lookup.find(station).map(found -> found.stream().filter(known -> known.account().equals(account)).map(Known::standing)
                .findFirst().orElse(BootStatus.REJECTED));
    }

    /** Accounts may use the same name; what it shows tells whose it is, or that only one of them asks for nothing. */
    private Mono<Admission> oneOf(ConnectionAttempt attempt, List<Known> found) {
        return Flux.fromIterable(found).concatMap(known -> proofs.of(attempt, known).map(proof -> Map.entry(known, proof))).collectList()
                .flatMap(all -> only(all, proof -> proof instanceof Enough shown && shown.isIdentity())
                        .or(() -> only(all, Enough.class::isInstance))
                        .map(each -> settle(attempt, each.getKey(), each.getValue()))
                        .orElseGet(() -> Mono.just(refused(Reason.BAD_CREDENTIALS,
                                "Several accounts have a station of this name: its password, its certificate or its address must tell which."))));
    }

    private static Optional<Map.Entry<Known, Proof>> only(List<Map.Entry<Known, Proof>> all, Predicate<Proof> right) {
        var fitting = all.stream().filter(each -> right.test(each.getValue())).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private Mono<Admission> unknown(ConnectionAttempt attempt) {
        AccountId account = attempt.account() == null ? unknownStationAccount : attempt.account();
        Admission refused = attempt.version() == null
                ? refused(Reason.NO_VERSION, "Nobody registered this station, and it offers no subprotocol: ocpp1.6, ocpp2.0.1 or ocpp2.1.")
                : refused(Reason.UNKNOWN_STATION, "Nobody registered this station.");
        if (account == null || attempt.credentials() != null) return Mono.just(refused);
        return lookup.join(account, attempt.station(), attempt.version() != null)
                .doOnNext(joined -> LOG.atInfo().addKeyValue("account", joined.account()).addKeyValue("station", joined.station())
                        .addKeyValue("remote", attempt.remoteAddress()).log("unknown station joined"))
                .flatMap(joined -> check(attempt, joined)).defaultIfEmpty(refused);
    }

    private static Admission unavailable(ConnectionAttempt attempt, Throwable failure) {
        LOG.atError().addKeyValue("station", attempt.station()).addKeyValue("why", failure).log("admission failed");
        return refused(Reason.UNAVAILABLE, "Try again later.");
    }

    private static Admission refused(Reason reason, String sentence) { return new Refused(reason, sentence); }
}
