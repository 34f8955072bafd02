package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.rpc.Outcome;
import io.wattline.simulator.rpc.Outcome.Answered;
import io.wattline.simulator.rpc.Outgoing.Kind;
import io.wattline.simulator.station.Payloads2.Event;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 and 2.1: a transaction is told by TransactionEvents that the station names and counts itself. */
final class Voice2 implements Voice {
    private final StationSpec spec;
    private final Settings settings;
    private final Outbox outbox;

    Voice2(StationSpec spec, Settings settings, Outbox outbox) {
        this.spec = spec;
        this.settings = settings;
        this.outbox = outbox;
    }

    @Override
    public void boot(String reason2, Consumer<BootVerdict> answer) {
        var payload = Payloads2.boot(spec.vendor(), spec.model(), spec.serial(), spec.firmware(), reason2);
        outbox.send(Kind.BOOT, "BootNotification", payload, outcome -> answer.accept(BootVerdict.of(outcome)));
    }

    @Override
    public void heartbeat() { outbox.tell("Heartbeat", Json.object()); }

    @Override
    public void idle(String message) { outbox.tell(message, Json.object("status", "Idle")); }

    @Override
    public String word(PlugState state) { return state.word2; }

    @Override
    public void status(int evse, int connector, PlugState state, Fault fault, Instant at) {
        // 2.x knows no status of the station as a whole
        if (evse != 0) outbox.tell("StatusNotification", Payloads2.status(evse, connector, word(state), at));
    }

    @Override
    public void authorize(String tag, Consumer<Boolean> verdict) {
        outbox.send(Kind.ORDINARY, "Authorize", Payloads2.authorize(tag), outcome -> verdict.accept(switch (outcome) {
            case Answered(var payload) -> payload.path("idTokenInfo").path("status").asString("").equals("Accepted");
            case Outcome.Refused _ -> false;
            case Outcome.Unanswered _,Outcome.Withdrawn _ -> settings.isOn(Setting.AUTHORIZE_OFFLINE) && spec.tags().contains(tag);
        }));
    }

    @Override
    public void started(Session session, Sample sample) {
        tell(session, sample, "Started", session.remoteStartId == null ? "Authorized" : "RemoteStart", session.tag, null);
    }

    @Override
    public void sampled(Session session, Sample sample) {
        String trigger = sample.context() == Sample.Context.TRIGGER ? "Trigger" : "MeterValuePeriodic";
        tell(session, sample, "Updated", trigger, null, null);
    }

    @Override
    public void stateChanged(Session session, Sample sample) { tell(session, sample, "Updated", "ChargingStateChanged", null, null); }

    @Override
    public void ended(Session session, Sample sample, StopCause cause) {
        tell(session, sample, "Ended", cause.trigger2, cause == StopCause.DRIVER ? session.tag : null, cause.reason2);
    }

    private void tell(Session session, Sample sample, String type, String trigger, @Nullable String tag, @Nullable String stopped) {
        boolean started = type.equals("Started");
        var event = new Event(type, trigger, session.nextSeqNo(), session.id, session.chargingState(), stopped,
                started ? session.remoteStartId : null, started ? session.reservationId : null, session.evse.id(), session.connector,
                tag, !outbox.isOnline());
        outbox.send(Kind.TRANSACTION, "TransactionEvent", event.payload(sample), outcome -> {
            if (outcome instanceof Answered(var answer)) judged(session, answer);
        });
    }

    private void judged(Session session, JsonNode answer) {
        String status = answer.path("idTokenInfo").path("status").asString("Accepted");
        if (!status.equals("Accepted") && settings.isOn(Setting.STOP_ON_INVALID) && session.evse.session() == session)
            session.evse.end(StopCause.NOT_AUTHORIZED);
    }

    @Override
    public void reading(Evse evse, Sample sample) { outbox.tell("MeterValues", Payloads2.meterValues(evse.id(), sample)); }

    @Override
    public void reservationExpired(Reservation reservation) {
        outbox.tell("ReservationStatusUpdate", Json.object("reservationId", reservation.id(), "reservationUpdateStatus", "Expired"));
    }
}
