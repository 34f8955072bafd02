package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Json;
import io.wattline.simulator.rpc.Outcome;
import io.wattline.simulator.rpc.Outcome.Answered;
import io.wattline.simulator.rpc.Outgoing.Kind;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6: connector n is EVSE n, connector 0 the station; the central system numbers the transactions. */
final class Voice16 implements Voice {
    private final StationSpec spec;
    private final Settings settings;
    private final Outbox outbox;

    Voice16(StationSpec spec, Settings settings, Outbox outbox) {
        this.spec = spec;
        this.settings = settings;
        this.outbox = outbox;
    }

    @Override
    public void boot(String reason2, Consumer<BootVerdict> answer) {
        var payload = Payloads16.boot(spec.vendor(), spec.model(), spec.serial(), spec.firmware());
        outbox.send(Kind.BOOT, "BootNotification", payload, outcome -> answer.accept(BootVerdict.of(outcome)));
    }

    @Override
    public void heartbeat() { outbox.tell("Heartbeat", Json.object()); }

    @Override
    public void idle(String message) { outbox.tell(message, Json.object("status", "Idle")); }

    @Override
    public String word(PlugState state) { return state.word16; }

    @Override
    public void status(int evse, int connector, PlugState state, Fault fault, Instant at) {
        outbox.tell("StatusNotification", Payloads16.status(evse, word(state), fault.code(), fault.info(), at));
    }

    @Override
    public void authorize(String tag, Consumer<Boolean> verdict) {
        outbox.send(Kind.ORDINARY, "Authorize", Payloads16.authorize(tag), outcome -> verdict.accept(switch (outcome) {
            case Answered(var payload) -> isAccepted(payload);
            case Outcome.Refused _ -> false;
            case Outcome.Unanswered _,Outcome.Withdrawn _ -> settings.isOn(Setting.AUTHORIZE_OFFLINE) && spec.tags().contains(tag);
        }));
    }

    @Override
    public void started(Session session, Sample sample) {
        var payload = Payloads16.start(session.evse.id(), session.tag, sample.registerWh(), sample.at(), session.reservationId);
        outbox.send(Kind.TRANSACTION, "StartTransaction", payload, outcome -> {
            if (outcome instanceof Answered(var answer)) numbered(session, answer);
        });
    }

    private void numbered(Session session, JsonNode answer) {
        session.number = answer.path("transactionId").asInt(0);
        if (!isAccepted(answer) && settings.isOn(Setting.STOP_ON_INVALID) && session.evse.session() == session)
            session.evse.end(StopCause.NOT_AUTHORIZED);
    }

    @Override
    public void sampled(Session session, Sample sample) {
        // without a number the central system never learnt of this transaction: there is nothing it could do with its readings
        outbox.later(Kind.TRANSACTION, "MeterValues",
                () -> session.number == null ? null : Payloads16.meterValues(session.evse.id(), session.number, sample), _ -> {});
    }

    @Override
    public void stateChanged(Session session, Sample sample) { sampled(session, sample); }

    @Override
    public void ended(Session session, Sample sample, StopCause cause) {
        outbox.later(Kind.TRANSACTION, "StopTransaction", () -> session.number == null
                ? null
                : Payloads16.stop(session.number, session.tag, sample.registerWh(), sample.at(), cause.reason16), _ -> {});
    }

    @Override
    public void reading(Evse evse, Sample sample) { outbox.tell("MeterValues", Payloads16.meterValues(evse.id(), null, sample)); }

    @Override
    public void reservationExpired(Reservation reservation) {
        // OCPP 1.6 has no word for it: the connector becomes available again
    }

    private static boolean isAccepted(JsonNode answer) { return answer.path("idTagInfo").path("status").asString("").equals("Accepted"); }
}
