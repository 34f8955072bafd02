package io.wattline.csms.contract;

import io.wattline.csms.ocpp.CertificateDesk.CarAnswer;
import io.wattline.csms.ocpp.CertificateDesk.CarQuestion;
import io.wattline.csms.ocpp.CertificateDesk.ContractQuestion;
import io.wattline.csms.ocpp.CertificateDesk.ContractState;
import io.wattline.csms.ocpp.CertificateDesk.State;
import io.wattline.csms.ocpp.CertificateDesk.Status;
import io.wattline.csms.ocpp.CertificateDesk.StatusQuestion;
import io.wattline.csms.trust.Pem;
import io.wattline.csms.trust.TrustForm;
import io.wattline.csms.trust.TrustSettings;
import io.wattline.csms.trust.TrustedAuthorities;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.CertificateHash;
import io.wattline.model.station.StationId;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Contracts of drivers whose cars show certificates: relayed to the account's provider, or checked here where that can be done. */
@Component
public class Contracts {
    private static final Logger LOG = LoggerFactory.getLogger(Contracts.class);

    private final TrustSettings settings;
    private final TrustedAuthorities authorities;
    private final Provider provider;
    private final Ocsp ocsp;
    private final Clock clock;

    Contracts(TrustSettings settings, TrustedAuthorities authorities, Provider provider, Ocsp ocsp, Clock clock) {
        this.settings = settings;
        this.authorities = authorities;
        this.provider = provider;
        this.ocsp = ocsp;
        this.clock = clock;
    }

    /** As a responder says that the question names. */
    public Mono<Status> status(AccountId account, StatusQuestion question) {
        return authorities.ofContracts(account).collectList().flatMap(issuers -> ocsp.status(question, issuers))
                .onErrorResume(why -> failed(account, why).thenReturn(Status.failed("InternalError")));
    }

    /** By the provider when the account has one; else the chain must lead to an authority the account trusts, and no certificate be taken back. */
    public Mono<ContractState> check(AccountId account, StationId station, ContractQuestion question) {
        return settings.of(account)
                .flatMap(form -> form.providerUrl() == null ? checkHere(account, question) : relay(form, station, question))
                .onErrorResume(why -> failed(account, why).thenReturn(ContractState.CHAIN_ERROR));
    }

    public Mono<CarAnswer> carCertificate(AccountId account, StationId station, CarQuestion question) {
        return settings.of(account).flatMap(form -> form.providerUrl() == null
                ? Mono.just(CarAnswer.failed("NoProvider"))
                : provider.ask(form, "/ev-certificate", asked(station, question)).map(Contracts::carAnswer)
                        .defaultIfEmpty(CarAnswer.failed("ProviderRefused")))
                .onErrorResume(why -> failed(account, why).thenReturn(CarAnswer.failed("ProviderUnreachable")));
    }

    private Mono<ContractState> checkHere(AccountId account, ContractQuestion question) {
        return authorities.ofContracts(account).collectList().flatMap(anchors -> {
            ContractState chain = question.certificate() == null
                    ? ContractState.ACCEPTED
                    : ContractChain.check(question.certificate(), anchors, clock.instant());
            if (chain != ContractState.ACCEPTED) return Mono.just(chain);
            if (question.chain().isEmpty()) return Mono.just(ContractState.ACCEPTED);
            List<X509Certificate> issuers = Stream.concat(anchors.stream(), sent(question.certificate()).stream()).toList();
            return Flux.fromIterable(question.chain()).concatMap(each -> ocsp.status(each, issuers)).map(Status::state)
                    .filter(state -> state != State.GOOD).next()
                    .map(state -> state == State.REVOKED ? ContractState.REVOKED : ContractState.CHAIN_ERROR)
                    .defaultIfEmpty(ContractState.ACCEPTED);
        });
    }

    private Mono<ContractState> relay(TrustForm form, StationId station, ContractQuestion question) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("stationId", station.value());
        asked.put("emaid", question.token());
        asked.put("certificate", question.certificate());
        asked.put("certificateHashData", question.chain().stream().map(Contracts::hash).toList());
        return provider.ask(form, "/contract-status", asked).map(answer -> Arrays.stream(ContractState.values())
                .filter(state -> state.word().equals(answer.path("certificateStatus").asString(""))).findFirst()
                .orElse(ContractState.CHAIN_ERROR)).defaultIfEmpty(ContractState.CHAIN_ERROR);
    }

    private static Map<String, Object> hash(StatusQuestion each) {
        CertificateHash hash = each.certificate();
        return Map.of("hashAlgorithm", hash.hashAlgorithm(), "issuerNameHash", hash.issuerNameHash(), "issuerKeyHash", hash.issuerKeyHash(),
                "serialNumber", hash.serialNumber(), "responderUrls", each.responders());
    }

    private static Map<String, @Nullable Object> asked(StationId station, CarQuestion question) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("stationId", station.value());
        asked.put("iso15118SchemaVersion", question.schemaVersion());
        asked.put("action", question.action());
        asked.put("exiRequest", question.exi());
        asked.put("maximumContractCertificateChains", question.mostContracts());
        asked.put("prioritizedEmaids", question.emaids());
        return asked;
    }

    private static CarAnswer carAnswer(JsonNode answer) {
        boolean accepted = answer.path("status").asString("").equals("Accepted");
        JsonNode remaining = answer.path("remainingContracts");
        return new CarAnswer(accepted, answer.path("exiResponse").asString(""), remaining.isInt() ? remaining.intValue() : null,
                accepted ? null : "ProviderRefused");
    }

    private static List<X509Certificate> sent(@Nullable String pem) {
        try {
            return pem == null ? List.of() : Pem.read(pem);
        } catch (CertificateException _) {
            return List.of();
        }
    }

    private static Mono<Void> failed(AccountId account, Throwable why) {
        return Mono.fromRunnable(() -> LOG.atWarn().addKeyValue("account", account).addKeyValue("why", why.getMessage())
                .log("nobody answered about a certificate"));
    }
}
