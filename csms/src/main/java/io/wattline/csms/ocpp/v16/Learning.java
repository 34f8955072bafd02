package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.wire.CertificateHashes;
import io.wattline.model.event.StationEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What the answers to our CALLs say of the station, as facts. Source: OCPP 1.6 §5. */
final class Learning {
    private final CentralSystem central;
    private final Clock clock;

    Learning(CentralSystem central, Clock clock) {
        this.central = central;
        this.clock = clock;
    }

    Mono<Void> learn(StationPrincipal station, String action, JsonNode request, JsonNode answer) {
        var facts = facts(station, action, request, answer);
        Mono<Void> told = facts.isEmpty() ? Mono.empty() : central.tell(station, facts);
        return action.equals("ChangeConfiguration")
                ? told.then(Mono.justOrEmpty(Configuration.password(request, answer))
                        .flatMap(password -> central.passwordTaken(station, password)))
                : told;
    }

    private List<StationEvent> facts(StationPrincipal station, String action, JsonNode request, JsonNode answer) {
        Instant now = clock.instant();
        return switch (action) {
            case "GetConfiguration" -> Configuration.read(station.station(), now, request, answer);
            case "ChangeConfiguration" -> Configuration.changed(station.station(), now, request, answer);
            case "ReserveNow" -> List.of(Reservations.answered(station.station(), request, answer, now));
            case "CancelReservation" -> Reservations.cancelled(station.station(), request, answer, now);
            case "CertificateSigned" -> CertificateHashes.signed(station.station(), request, answer, now);
            case "InstallCertificate" -> Certificates.installed(station.station(), request, answer, now);
            case "DeleteCertificate" -> CertificateHashes.deleted(station.station(), request, answer, now);
            case "GetInstalledCertificateIds" -> Certificates.listed(station.station(), request, answer, now);
            case "SendLocalList" -> LocalLists.sent(station.station(), request, answer, now);
            case "GetLocalListVersion" -> LocalLists.told(station.station(), answer, now);
            case "SetChargingProfile" -> ChargingProfiles.installed(station.station(), request, answer, now);
            case "RemoteStartTransaction" -> ChargingProfiles.started(station.station(), request, answer, now);
            case "ClearChargingProfile" -> ChargingProfiles.cleared(station.station(), request, answer, now);
            case "GetCompositeSchedule" -> ChargingProfiles.composite(station.station(), request, answer, now);
            default -> List.of();
        };
    }
}
