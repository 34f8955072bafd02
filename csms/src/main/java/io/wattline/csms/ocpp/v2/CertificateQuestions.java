package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.CertificateDesk.CarAnswer;
import io.wattline.csms.ocpp.CertificateDesk.CarQuestion;
import io.wattline.csms.ocpp.CertificateDesk.ContractQuestion;
import io.wattline.csms.ocpp.CertificateDesk.ContractState;
import io.wattline.csms.ocpp.CertificateDesk.State;
import io.wattline.csms.ocpp.CertificateDesk.Status;
import io.wattline.csms.ocpp.CertificateDesk.StatusQuestion;
import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.wire.CertificateHashes;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.station.CertificateHash;
import io.wattline.model.station.OcppVersion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stations ask about certificates of cars. Source: OCPP 2.0.1 part 2 C07, M01, M02, M06; OCPP 2.1 M07. */
final class CertificateQuestions {
    private final CentralSystem central;

    CertificateQuestions(CentralSystem central) { this.central = central; }

    Mono<JsonNode> status(StationPrincipal station, Message.GetCertificateStatus m) {
        return central.certificates().status(station, question(m.ocspRequestData())).map(status -> {
            int most = station.version() == OcppVersion.V2_1 ? 18_000 : 5_500;
            return status.ocsp() == null || status.ocsp().length() > most
                    ? failed(status.reason() == null ? "TooLarge" : status.reason())
                    : Answer.empty().put("status", "Accepted").put("ocspResult", status.ocsp());
        });
    }

    /** One answer for each certificate; lists of revoked ones (CRL) are not read. */
    Mono<JsonNode> chainStatus(StationPrincipal station, Message.GetCertificateChainStatus m, Instant now) {
        return Flux.fromIterable(m.certificateStatusRequests())
                .concatMap(asked -> (asked.source().equals("OCSP")
                        ? central.certificates().status(station, new StatusQuestion(hash(asked.certificateHashData()), asked.urls()))
                        : Mono.just(Status.failed("NoCrl"))).map(status -> told(asked, status, now)))
                .collect(() -> JsonNodeFactory.instance.arrayNode(), (all, each) -> all.add(each))
                .map(all -> Answer.empty().set("certificateStatus", all));
    }

    Mono<JsonNode> carCertificate(StationPrincipal station, Message.Get15118EVCertificate m) {
        var question = new CarQuestion(m.iso15118SchemaVersion(), m.action(), m.exiRequest(), m.maximumContractCertificateChains(),
                m.prioritizedEMAIDs() == null ? List.of() : m.prioritizedEMAIDs());
        return central.certificates().carCertificate(station, question).map(answer -> told(station.version(), answer));
    }

    /** Empty when the station shows no certificate. */
    Mono<ContractState> contract(StationPrincipal station, Message.Authorize m) {
        List<Message.OcspRequestData> hashes = m.iso15118CertificateHashData() == null ? List.of() : m.iso15118CertificateHashData();
        if (m.certificate() == null && hashes.isEmpty()) return Mono.empty();
        return central.certificates().contract(station, new ContractQuestion(m.idToken().idToken(), m.certificate(),
                hashes.stream().map(CertificateQuestions::question).toList()));
    }

    private static JsonNode told(OcppVersion version, CarAnswer answer) {
        int most = version == OcppVersion.V2_1 ? 17_000 : 5_600;
        if (answer.exi().length() > most) return failed("TooLarge").put("exiResponse", "");
        if (!answer.accepted())
            return failed(Objects.requireNonNullElse(answer.reason(), "ProviderRefused")).put("exiResponse", answer.exi());
        ObjectNode told = Answer.empty().put("status", "Accepted").put("exiResponse", answer.exi());
        if (version == OcppVersion.V2_1 && answer.remainingContracts() != null) told.put("remainingContracts", answer.remainingContracts());
        return told;
    }

    private static JsonNode told(Message.CertificateStatusRequest asked, Status status, Instant now) {
        ObjectNode told = Answer.empty();
        told.set("certificateHashData", CertificateHashes.write(hash(asked.certificateHashData())));
        return told.put("source", asked.source()).put("status", word(status.state())).put("nextUpdate",
                Timestamps.write(status.nextUpdate() == null ? now : status.nextUpdate()));
    }

    private static String word(State state) {
        return switch (state) {
            case GOOD -> "Good";
            case REVOKED -> "Revoked";
            case UNKNOWN -> "Unknown";
            case FAILED -> "Failed";
        };
    }

    private static ObjectNode failed(@Nullable String reason) {
        ObjectNode answer = Answer.empty().put("status", "Failed");
        if (reason != null) answer.putObject("statusInfo").put("reasonCode", reason);
        return answer;
    }

    private static StatusQuestion question(Message.OcspRequestData data) {
        return new StatusQuestion(
                new CertificateHash(data.hashAlgorithm(), data.issuerNameHash(), data.issuerKeyHash(), data.serialNumber()),
                List.of(data.responderURL()));
    }

    private static CertificateHash hash(Message.CertificateHashData data) {
        return new CertificateHash(data.hashAlgorithm(), data.issuerNameHash(), data.issuerKeyHash(), data.serialNumber());
    }
}
