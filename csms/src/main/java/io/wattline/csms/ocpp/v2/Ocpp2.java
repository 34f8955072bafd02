package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.CentralSystem;
import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.csms.ocpp.CertificateDesk.ContractState;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily;
import io.wattline.csms.ocpp.wire.MessageTypes;
import io.wattline.csms.ocpp.wire.SigningRequest;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.csms.ocpp.wire.Timestamps;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.ChargingProfileCommand.SetChargingProfile;
import io.wattline.model.command.SecurityCommand.UpgradeSecurityProfile;
import io.wattline.model.command.StationCommand;
import io.wattline.model.event.Booted;
import io.wattline.model.event.MessageNoted;
import io.wattline.model.event.MessageSuspect;
import io.wattline.model.event.Notice;
import io.wattline.model.event.SecurityEventReported;
import io.wattline.model.event.StationEvent;
import io.wattline.model.event.StatusChanged;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.OcppVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OCPP 2.0.1 and 2.1. The schema of the negotiated version keeps them apart; here 2.1 is a superset. */
@Component
class Ocpp2 implements WireFamily {
    private final MessageTypes<Message> messages = new MessageTypes<>(Message.class);
    private final CentralSystem central;
    private final Clock clock;
    private final Learning learning;
    private final CertificateQuestions questions;

    Ocpp2(CentralSystem central, Clock clock) {
        this.central = central;
        this.clock = clock;
        learning = new Learning(central, clock);
        questions = new CertificateQuestions(central);
    }

    @Override
    public Set<OcppVersion> versions() { return Set.of(OcppVersion.V2_0_1, OcppVersion.V2_1); }

    @Override
    public Mono<JsonNode> answer(StationPrincipal station, String action, JsonNode payload) {
        return switch (messages.read(action, payload)) {
            case null -> note(station, action, payload);
            case Message.Authorize m -> authorizeShown(station, m);
            case Message.BootNotification m -> boot(station, m, payload);
            case Message.FirmwareStatusNotification m -> tell(station, List.of(Files.firmware(station.station(), m, clock.instant())));
            case Message.Get15118EVCertificate m -> noted(station, action, payload).then(questions.carCertificate(station, m));
            case Message.GetCertificateChainStatus m ->
                noted(station, action, payload).then(questions.chainStatus(station, m, clock.instant()));
            case Message.GetCertificateStatus m -> noted(station, action, payload).then(questions.status(station, m));
            case Message.Heartbeat _ -> Mono.just(new Answer.Heartbeat(Timestamps.write(clock.instant())).payload());
            case Message.LogStatusNotification m -> tell(station, List.of(Files.log(station.station(), m, clock.instant())));
            case Message.MeterValues m ->
                tell(station, MeterReadings.of(new ConnectorRef(station.station(), Math.max(0, m.evseId()), 0), null, m.meterValue(),
                        clock.instant()));
            case Message.NotifyEvent m -> tell(station, Monitoring.noticed(station.station(), m, clock.instant()));
            case Message.NotifyMonitoringReport m -> tell(station, List.of(Monitoring.reported(station.station(), m, clock.instant())));
            case Message.NotifyPeriodicEventStream m -> central.mayStream(station, m.id()).flatMap(may -> tell(station,
                    may ? List.of(Monitoring.streamed(station.station(), m, clock.instant())) : List.of()));
            case Message.OpenPeriodicEventStream m -> open(station, m, payload);
            case Message.NotifyReport m -> tell(station, List.of(Variables.reported(station.station(), m, clock.instant())));
            case Message.ReservationStatusUpdate m -> tell(station, List.of(Reservations.updated(station.station(), m, clock.instant())));
            case Message.PublishFirmwareStatusNotification m ->
                tell(station, List.of(Files.publication(station.station(), m, clock.instant())));
            case Message.SignCertificate m -> sign(station, m);
            case Message.SecurityEventNotification m -> tell(station, List.of(SecurityEventReported.of(station.station(),
                    Timestamps.read(m.timestamp(), clock.instant()), m.type(), m.techInfo())));
            case Message.StatusNotification m -> tell(station, List.of(status(station, m)));
            case Message.TransactionEvent m -> transact(station, m, payload);
        };
    }

    @Override
    public Mono<JsonNode> keep(StationPrincipal station, String action, JsonNode payload, String flaw) {
        return tell(station, List.of(new MessageSuspect(station.station(), clock.instant(), action, flaw, payload.toString())));
    }

    @Override
    public Encoding encode(OcppVersion version, StationCommand command) { return Commands2.encode(command); }

    @Override
    public StationCommand understood(StationCommand.RawCall raw) { return RawCalls2.understood(raw); }

    @Override
    public @Nullable Script script(StationCommand command, Encoding.Request whole) {
        if (command instanceof UpgradeSecurityProfile upgrade) return new SecurityUpgrade(upgrade);
        return command instanceof SetChargingProfile set ? ChargingProfiles.tries(set, whole) : Chunks.of(whole);
    }

    @Override
    public void limits(String action, JsonNode answer, Limits limits) { if (action.equals("GetVariables")) Chunks.limits(answer, limits); }

    @Override
    public CommandResult decode(String action, JsonNode answer) {
        return switch (action) {
            case "GetVariables" -> Commands2.resultOf(answer.path("getVariableResult"), "attributeStatus");
            case "SetVariables" -> Commands2.resultOf(answer.path("setVariableResult"), "attributeStatus");
            case "SetVariableMonitoring" -> Commands2.resultOf(answer.path("setMonitoringResult"), "status");
            case "ClearVariableMonitoring" -> Commands2.resultOf(answer.path("clearMonitoringResult"), "status");
            case "ClearTariffs" -> Commands2.resultOf(answer.path("clearTariffsResult"), "status");
            default -> Statuses.resultOf(answer);
        };
    }

    @Override
    public Mono<Void> learn(StationPrincipal station, String action, JsonNode request, JsonNode answer) {
        return learning.learn(station, action, request, answer);
    }

    /** A contract whose certificate is not good is no token either. C07 */
    private Mono<JsonNode> authorizeShown(StationPrincipal station, Message.Authorize m) {
        Mono<Answer.IdTokenInfo> token = authorize(station, m.idToken());
        return questions.contract(station, m)
                .flatMap(state -> (state == ContractState.ACCEPTED ? token : Mono.just(Answer.IdTokenInfo.INVALID))
                        .map(info -> new Answer.Authorize(info, state.word())))
                .switchIfEmpty(Mono.defer(() -> token.map(info -> new Answer.Authorize(info, null)))).map(Answer::payload);
    }

    /** Some stations ask about the token that stands for having none. */
    private Mono<Answer.IdTokenInfo> authorize(StationPrincipal station, Message.Token token) {
        var idToken = Tokens.of(token);
        return idToken == null || token.type().equals(Tokens.NO_AUTHORIZATION)
                ? Mono.just(Answer.IdTokenInfo.ACCEPTED)
                : central.authorize(station, idToken).map(Answer.IdTokenInfo::of);
    }

    private Mono<JsonNode> boot(StationPrincipal station, Message.BootNotification m, JsonNode payload) {
        var introduced = m.chargingStation();
        var booted = new Booted(station.station(), clock.instant(), introduced.vendorName(), introduced.model(),
                introduced.firmwareVersion(),
                introduced.serialNumber(), m.reason(), payload.toString());
        return central.boot(station, booted)
                .map(answer -> new Answer.BootNotification(Statuses.word(answer.status()), Timestamps.write(clock.instant()),
                        answer.interval().toSeconds()).payload());
    }

    /** The token is asked for first, or it would find the transaction it is about to start. */
    private Mono<JsonNode> transact(StationPrincipal station, Message.TransactionEvent m, JsonNode payload) {
        Mono<JsonNode> answer = m.idToken() == null
                ? tell(station, facts(station, m, null, payload))
                : authorized(station, m, m.idToken(), payload);
        return m.eventType() == Message.EventType.Ended ? answer.flatMap(said -> withCost(station, m, said)) : answer;
    }

    private Mono<JsonNode> authorized(StationPrincipal station, Message.TransactionEvent m, Message.Token token, JsonNode payload) {
        return authorize(station, m, token).flatMap(answer -> central
                .tell(station, facts(station, m, answer.status(), payload))
                .thenReturn(new Answer.TransactionEvent(Answer.IdTokenInfo.of(answer)).payload()));
    }

    /** The end is stored: whatever becomes of this question, it is acknowledged. I03.FR.02 */
    private Mono<JsonNode> withCost(StationPrincipal station, Message.TransactionEvent m, JsonNode said) {
        return central.cost(station, new TransactionRef(m.transactionInfo().transactionId()))
                .<JsonNode>map(cost -> ((ObjectNode) said).put("totalCost", cost)).onErrorComplete().defaultIfEmpty(said);
    }

    /** What is noticed comes first, so that the end of the transaction ends that too. */
    private List<StationEvent> facts(StationPrincipal station, Message.TransactionEvent m, @Nullable TagStatus token, JsonNode payload) {
        var now = clock.instant();
        List<StationEvent> facts = TransactionFacts.of(station.station(), m, token, now);
        List<Notice> notices = Notices.ofTransaction(payload);
        if (!notices.isEmpty())
            facts.addFirst(new MessageNoted(station.station(), now, "TransactionEvent", payload.toString(), notices));
        return facts;
    }

    /** May the token do to the transaction what the event tells of? */
    private Mono<TokenAnswer> authorize(StationPrincipal station, Message.TransactionEvent m, Message.Token token) {
        var idToken = Tokens.of(token);
        if (idToken == null || token.type().equals(Tokens.NO_AUTHORIZATION))
            return Mono.just(new TokenAnswer(TagStatus.ACCEPTED, null, null));
        var transaction = new TransactionRef(m.transactionInfo().transactionId());
        return switch (m.eventType()) {
            case Started -> central.authorizeStart(station, idToken, started(station, m));
            case Updated -> m.triggerReason().equals("StopAuthorized")
                    ? central.authorizeStop(station, idToken, transaction)
                    : central.authorize(station, idToken);
            case Ended -> central.authorizeStop(station, idToken, transaction);
        };
    }

    private TransactionStarted started(StationPrincipal station, Message.TransactionEvent m) {
        return (TransactionStarted) TransactionFacts.of(station.station(), m, null, clock.instant()).getFirst();
    }

    private Mono<JsonNode> sign(StationPrincipal station, Message.SignCertificate m) {
        var request = SigningRequest.read(station.station(), clock.instant(), m.csr(), m.certificateType(), m.requestId());
        return central.certificates().judged(station, request).flatMap(
                judged -> central.tell(station, List.of(judged))
                        .thenReturn(Answer.empty().put("status", judged.flaw() == null ? "Accepted" : "Rejected")));
    }

    private StatusChanged status(StationPrincipal station, Message.StatusNotification m) {
        return new StatusChanged(
                new ConnectorRef(station.station(), Math.max(0, m.evseId()), m.evseId() <= 0 ? 0 : Math.max(0, m.connectorId())),
                Timestamps.read(m.timestamp(), clock.instant()),
                ConnectorStatus.ofWireName(m.connectorStatus()), m.connectorStatus(), null, null);
    }

    /** One that is refused may be tried again, and is not valid meanwhile. */
    private Mono<JsonNode> open(StationPrincipal station, Message.OpenPeriodicEventStream m, JsonNode payload) {
        return central.mayStream(station, m.constantStreamData().id()).flatMap(may -> may
                ? note(station, "OpenPeriodicEventStream", payload)
                : tell(station,
                        List.of(new MessageNoted(station.station(), clock.instant(), "OpenPeriodicEventStream", payload.toString())))
                        .thenReturn(Answer.empty().put("status", "Rejected")));
    }

    private Mono<JsonNode> note(StationPrincipal station, String action, JsonNode payload) {
        var now = clock.instant();
        var facts = new ArrayList<StationEvent>();
        facts.add(new MessageNoted(station.station(), now, action, Notices.history(action, payload), Notices.of(action, payload)));
        if (action.equals("ReportChargingProfiles")) facts.addAll(ChargingProfiles.reported(station.station(), payload, now));
        return tell(station, facts)
                .thenReturn(Answer.toUninterpreted(station.version(), action, payload));
    }

    private Mono<Void> noted(StationPrincipal station, String action, JsonNode payload) {
        return central.tell(station, List.of(new MessageNoted(station.station(), clock.instant(), action, payload.toString())));
    }

    private Mono<JsonNode> tell(StationPrincipal station, List<? extends StationEvent> facts) {
        return facts.isEmpty() ? Mono.just(Answer.empty()) : central.tell(station, List.copyOf(facts)).thenReturn(Answer.empty());
    }
}
