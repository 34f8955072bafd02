package io.wattline.csms.ocpp;

import io.wattline.model.event.CertificateFact.CertificateRequested;
import io.wattline.model.station.CertificateHash;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What stations ask of us about certificates: their own, and those of cars. Answers never fail: what could not be found out is an answer too. */
public interface CertificateDesk {
    /** Signs what can be read, and knows of nothing else. */
    CertificateDesk NONE = new CertificateDesk() {};

    /** May this be signed? The same request, with a flaw when not. */
    default Mono<CertificateRequested> judged(StationPrincipal station, CertificateRequested request) {
        return Mono.just(request);
    }

    /** Is this certificate still good? */
    default Mono<Status> status(StationPrincipal station, StatusQuestion question) {
        return Mono.just(Status.failed("NoProvider"));
    }

    /** Is the certificate of this contract good for charging? */
    default Mono<ContractState> contract(StationPrincipal station, ContractQuestion question) {
        return Mono.just(ContractState.NO_CERTIFICATE_AVAILABLE);
    }

    /** A certificate for a car, from whoever keeps contracts. */
    default Mono<CarAnswer> carCertificate(StationPrincipal station, CarQuestion question) {
        return Mono.just(CarAnswer.failed("NoProvider"));
    }

    /** {@code responders}: addresses that may be asked, in their order. */
    record StatusQuestion(CertificateHash certificate, List<String> responders) {
        public StatusQuestion { responders = List.copyOf(responders); }
    }

    enum State { GOOD, REVOKED, UNKNOWN, FAILED }

    /** {@code ocsp}: the responder's answer in Base64, {@code nextUpdate}: until when it holds; {@code reason}: a short code when it failed. */
    record Status(State state, @Nullable Instant nextUpdate, @Nullable String ocsp, @Nullable String reason) {
        public static Status failed(String reason) { return new Status(State.FAILED, null, null, reason); }
    }

    /** {@code certificate}: the contract's chain in PEM, of stations that do not check it themselves; {@code chain}: hashes of its certificates. */
    record ContractQuestion(String token, @Nullable String certificate, List<StatusQuestion> chain) {
        public ContractQuestion { chain = List.copyOf(chain); }
    }

    /** Source: OCPP 2.x AuthorizeCertificateStatusEnumType. */
    enum ContractState {
        ACCEPTED("Accepted"), SIGNATURE_ERROR("SignatureError"), EXPIRED("CertificateExpired"), REVOKED(
                "CertificateRevoked"), NO_CERTIFICATE_AVAILABLE(
                        "NoCertificateAvailable"), CHAIN_ERROR("CertChainError"), CANCELLED("ContractCancelled");

        private final String word;

        ContractState(String word) { this.word = word; }

        /** OCPP's. */
        public String word() { return word; }
    }

    /** {@code exi} is a message of ISO 15118 in EXI, Base64; the last two only in OCPP 2.1. */
    record CarQuestion(String schemaVersion, String action, String exi, @Nullable Integer mostContracts, List<String> emaids) {
        public CarQuestion { emaids = List.copyOf(emaids); }
    }

    /** {@code reason}: a short code when nothing was found. */
    record CarAnswer(boolean accepted, String exi, @Nullable Integer remainingContracts, @Nullable String reason) {
        public static CarAnswer failed(String reason) { return new CarAnswer(false, "", null, reason); }
    }
}
