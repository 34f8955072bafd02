package io.wattline.csms.ocpp.v16;

import static io.wattline.model.station.ConnectorRef.ofConnectorId;

import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily;
import io.wattline.csms.ocpp.wire.MessageTypes;
import io.wattline.csms.ocpp.wire.SigningRequest;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.IdToken;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.ChargingProfileCommand.SetChargingProfile;
import io.wattline.model.command.SecurityCommand.UpgradeSecurityProfile;
import io.wattline.model.command.StationCommand;
import io.wattline.model.event.Booted;
import io.wattline.model.event.JobKind;
import io.wattline.model.event.JobProgressed;
import io.wattline.model.event.MessageNoted;
import io.wattline.model.event.Notice;
import io.wattline.model.event.SecurityEventReported;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6 with its security extension. */
@Component
class Ocpp16 implements WireFamily {
    private final MessageTypes<Message> messages = new MessageTypes<>(Message.class);
    private final CentralSystem central;
    private final Clock clock;
    private final Learning learning;
    private final Charging charging;
    private final Suspects suspects;

    Ocpp16(CentralSystem central, Clock clock) {
        this.central = central;
        this.clock = clock;
        learning = new Learning(central, clock);
        charging = new Charging(central, clock);
        suspects = new Suspects(central, clock);
    }

    @Override
    public Set<OcppVersion> versions() { return Set.of(OcppVersion.V1_6); }

    @Override
    public Mono<JsonNode> answer(StationPrincipal station, String action, JsonNode payload) {
        return switch (messages.read(action, payload)) {
            case null -> note(station, action, payload);
            case Message.Authorize m -> authorize(station, m);
            case Message.BootNotification m -> boot(station, m, payload);
            case Message.DiagnosticsStatusNotification m ->
                tell(station, List.of(progress(station, JobKind.DIAGNOSTICS, m.status(), null)));
            case Message.FirmwareStatusNotification m -> tell(station, List.of(progress(station, JobKind.FIRMWARE, m.status(), null)));
            case Message.Heartbeat _ -> Mono.just(new Answer.Heartbeat(Timestamps.write(clock.instant())).payload());
            case Message.LogStatusNotification m -> tell(station, List.of(progress(station, JobKind.LOG, m.status(), m.requestId())));
            case Message.MeterValues m -> tell(station, charging.sampled(station, m));
            case Message.SignCertificate m -> sign(station, m);
            case Message.SignedFirmwareStatusNotification m ->
                tell(station, List.of(progress(station, JobKind.FIRMWARE, m.status(), m.requestId())));
            case Message.StartTransaction m -> charging.start(station, m);
            case Message.SecurityEventNotification m -> tell(station,
                    List.of(SecurityEventReported.of(station.station(), at(m.timestamp()), m.type(), m.techInfo())));
            case Message.StatusNotification m -> tell(station, List.of(status(station, m)));
            case Message.StopTransaction m -> charging.stop(station, m);
        };
    }

    @Override
    public Mono<JsonNode> keep(StationPrincipal station, String action, JsonNode payload, String flaw) {
        return suspects.keep(station, action, payload, flaw);
    }

    @Override
    public Encoding encode(OcppVersion version, StationCommand command) { return Commands16.encode(command); }

    @Override
    public StationCommand understood(StationCommand.RawCall raw) { return RawCalls16.understood(raw); }

    @Override
    public @Nullable Script script(StationCommand command, Encoding.Request whole) {
        if (command instanceof SetChargingProfile set) return ChargingProfiles.tries(set, whole);
        if (command instanceof UpgradeSecurityProfile upgrade) return new SecurityUpgrade(upgrade);
        if (command instanceof StationCommand.GetConfiguration) return new ConfigurationKeys(whole);
        return command instanceof StationCommand.ChangeConfiguration change && change.bestEffort() ? new ListValue(whole) : null;
    }

    @Override
    public void limits(String action, JsonNode answer, Limits limits) {
        if (action.equals("GetConfiguration")) ConfigurationKeys.limits(answer, limits);
    }

    @Override
    public CommandResult decode(String action, JsonNode answer) {
        return action.equals("GetDiagnostics") ? Files.diagnosticsResult(answer) : Statuses.resultOf(answer);
    }

    @Override
    public Mono<Void> learn(StationPrincipal station, String action, JsonNode request, JsonNode answer) {
        return learning.learn(station, action, request, answer);
    }

    private Mono<JsonNode> authorize(StationPrincipal station, Message.Authorize m) {
        return central.meant(station, new IdToken(m.idTag())).flatMap(tag -> central.authorize(station, tag))
                .map(answer -> new Answer.Authorize(Answer.IdTagInfo.of(answer)).payload());
    }

    private Mono<JsonNode> boot(StationPrincipal station, Message.BootNotification m, JsonNode payload) {
        String serial = m.chargePointSerialNumber() != null ? m.chargePointSerialNumber() : m.chargeBoxSerialNumber();
        var booted = new Booted(station.station(), clock.instant(), m.chargePointVendor(), m.chargePointModel(), m.firmwareVersion(),
                serial, null,
                payload.toString());
        return central.boot(station, booted)
                .map(answer -> new Answer.BootNotification(Statuses.word(answer.status()), Timestamps.write(clock.instant()),
                        answer.interval().toSeconds()).payload());
    }

    private Mono<JsonNode> sign(StationPrincipal station, Message.SignCertificate m) {
        var request = SigningRequest.read(station.station(), clock.instant(), m.csr(), null, null);
        return central.certificates().judged(station, request).flatMap(
                judged -> central.tell(station, List.of(judged))
                        .thenReturn(Answer.status(judged.flaw() == null ? "Accepted" : "Rejected")));
    }

    private JobProgressed progress(StationPrincipal station, JobKind kind, String status, @Nullable Integer requestId) {
        return new JobProgressed(station.station(), clock.instant(), kind, status, requestId, null);
    }

    private StatusChanged status(StationPrincipal station, Message.StatusNotification m) {
        var status = switch (m.status()) {
            case "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing" -> ConnectorStatus.OCCUPIED;
            default -> ConnectorStatus.ofWireName(m.status());
        };
        String error = m.errorCode().equals("NoError") ? m.vendorErrorCode() : m.errorCode();
        return new StatusChanged(ofConnectorId(station.station(), m.connectorId()), at(m.timestamp()), status, m.status(), error, m.info());
    }

    private Mono<JsonNode> note(StationPrincipal station, String action, JsonNode payload) {
        var noted = new MessageNoted(station.station(), clock.instant(), action, payload.toString(), notices(action, payload));
        return central.tell(station, List.of(noted)).thenReturn(Answer.toUninterpreted(action));
    }

    private static List<Notice> notices(String action, JsonNode told) {
        return action.equals("DataTransfer")
                ? List.of(Notice.of("data-transfer", told.path("vendorId").asString("") + "/" + told.path("messageId").asString(""), null,
                        told))
                : List.of();
    }

    private Mono<JsonNode> tell(StationPrincipal station, List<? extends StationEvent> facts) {
        return facts.isEmpty() ? Mono.just(Answer.empty()) : central.tell(station, List.copyOf(facts)).thenReturn(Answer.empty());
    }

    private Instant at(@Nullable String claimed) { return Timestamps.read(claimed, clock.instant()); }
}
