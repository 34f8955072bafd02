package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.Deviation;
import io.wattline.csms.ocpp.StationObserver;
import io.wattline.csms.ocpp.StationPrincipal;
import io.wattline.model.station.OcppVersion;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges what a station sends by its schema and by its manners. A payload that keeps its schema costs its validation and no more;
 * another is repaired, unless the station is to be strict, and every repair is told to those who observe stations.
 */
final class Tolerance {
    /** Stations repeat these for ever until they are answered with a result. */
    private static final Set<String> OF_TRANSACTIONS = Set.of("StartTransaction", "StopTransaction", "MeterValues", "TransactionEvent");

    /** Enough to see the litter; what follows may be anything. */
    private static final int LONGEST_BEGINNING = 40;

    private final SchemaValidator schemas;
    private final Habits habits;
    private final List<StationObserver> observers;
    private final CoercionRules rules = CoercionRules.read();

    Tolerance(SchemaValidator schemas, Habits habits, List<StationObserver> observers) {
        this.schemas = schemas;
        this.habits = habits;
        this.observers = List.copyOf(observers);
    }

    /** Of a CALL, or of a SEND. */
    Judgement call(StationPrincipal station, String action, JsonNode payload, boolean isSend, Instant at) {
        OcppVersion version = station.version();
        Judgement judged = judge(station, action, payload, action, false,
                told -> isSend ? schemas.flawInSend(version, action, told) : schemas.flawInCall(version, action, told));
        if (judged.flaw() != null || !(judged.payload() instanceof ObjectNode object)) return judged;
        boolean odd = habits.smooth(station, action, object, at, deviation -> tell(station, deviation));
        return odd ? new Judgement(object, null, true) : judged;
    }

    /** Of a CALLRESULT. */
    Judgement answer(StationPrincipal station, String action, JsonNode payload) {
        return judge(station, action, payload, action + "Response", true,
                told -> schemas.flawInAnswer(station.version(), action, told));
    }

    /** Whether a message that cannot be understood is kept and answered with a result all the same. */
    boolean keeps(StationPrincipal station, String action, OcppException flaw) {
        return !station.manners().strict() && OF_TRANSACTIONS.contains(action) && isOfPayload(flaw);
    }

    /** What could be read of a text that was no frame. */
    void salvaged(StationPrincipal station, String text, int frames) {
        String beginning = text.length() <= LONGEST_BEGINNING ? text : text.substring(0, LONGEST_BEGINNING) + "…";
        tell(station, new Deviation(frames > 1 ? "frames-glued" : "frame-littered", "*", "", beginning));
    }

    private Judgement judge(StationPrincipal station, String action, JsonNode payload, String definition, boolean isAnswer,
            Verdict verdict) {
        OcppException flaw = verdict.of(payload);
        if (flaw == null || station.manners().strict() || !isOfPayload(flaw)) return new Judgement(payload, flaw, false);
        var coercion = new Coercion(schemas.definitions(station.version()), rules, action, isAnswer);
        JsonNode repaired = coercion.repair(definition, payload.deepCopy());
        OcppException left = repaired == null ? flaw : leftIn(repaired, coercion, verdict);
        if (repaired == null || left != null) {
            tell(station, new Deviation("unreadable", action, "", flaw.sentence()));
            return new Judgement(payload, flaw, false);
        }
        coercion.deviations().forEach(deviation -> tell(station, masked(deviation)));
        return new Judgement(repaired, null, true);
    }

    private static @Nullable OcppException leftIn(JsonNode repaired, Coercion coercion, Verdict verdict) {
        coercion.standIn(true);
        try {
            return verdict.of(repaired);
        } finally {
            coercion.standIn(false);
        }
    }

    private static boolean isOfPayload(OcppException flaw) {
        return switch (flaw.code()) {
            case FORMAT_VIOLATION, OCCURRENCE_CONSTRAINT_VIOLATION, PROPERTY_CONSTRAINT_VIOLATION, TYPE_CONSTRAINT_VIOLATION -> true;
            case GENERIC_ERROR, INTERNAL_ERROR, MESSAGE_TYPE_NOT_SUPPORTED, NOT_IMPLEMENTED, NOT_SUPPORTED, PROTOCOL_ERROR,
                    RPC_FRAMEWORK_ERROR,
                    SECURITY_ERROR ->
                false;
        };
    }

    /** What a station wrote may be a password. */
    private static Deviation masked(Deviation deviation) {
        return Secrets.mayHave(deviation.action())
                ? new Deviation(deviation.kind(), deviation.action(), deviation.pointer(), "***")
                : deviation;
    }

    private void tell(StationPrincipal station, Deviation deviation) {
        observers.forEach(observer -> observer.deviated(station, deviation));
    }

    @FunctionalInterface
    private interface Verdict {
        @Nullable
        OcppException of(JsonNode payload);
    }
}
