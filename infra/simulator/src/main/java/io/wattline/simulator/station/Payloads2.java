package io.wattline.simulator.station;

import static io.wattline.simulator.rpc.Json.object;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The requests of an OCPP 2.0.1 or 2.1 station, from plain values. Source: OCPP 2.0.1 part 2, messages and datatypes. */
public final class Payloads2 {
    private Payloads2() {}

    public static ObjectNode boot(String vendor, String model, String serial, String firmware, String reason) {
        var station = object("vendorName", vendor, "model", model, "serialNumber", serial, "firmwareVersion", firmware);
        return object("reason", reason, "chargingStation", station);
    }

    public static ObjectNode status(int evse, int connector, String status, Instant at) {
        return object("timestamp", at, "connectorStatus", status, "evseId", evse, "connectorId", connector);
    }

    public static ObjectNode idToken(String tag) { return object("idToken", tag, "type", "ISO14443"); }

    public static ObjectNode authorize(String tag) { return object("idToken", idToken(tag)); }

    /**
     * One TransactionEvent.
     *
     * @param type Started, Updated or Ended
     * @param tag only where the driver showed it: at the start and when stopping
     * @param offline whether it happened while there was no connection
     */
    public record Event(String type, String trigger, int seqNo, String transactionId, @Nullable String chargingState,
            @Nullable String stoppedReason, @Nullable Integer remoteStartId, @Nullable Integer reservationId, int evse, int connector,
            @Nullable String tag, boolean offline) {
        public ObjectNode payload(Sample sample) {
            var transaction = object("transactionId", transactionId, "chargingState", chargingState, "stoppedReason", stoppedReason,
                    "remoteStartId", remoteStartId);
            return object("eventType", type, "timestamp", sample.at(), "triggerReason", trigger, "seqNo", seqNo,
                    "transactionInfo", transaction, "evse", object("id", evse, "connectorId", connector),
                    "idToken", tag == null ? null : idToken(tag), "reservationId", reservationId, "offline", offline ? true : null,
                    "meterValue", List.of(meterValue(sample)));
        }
    }

    public static ObjectNode meterValues(int evse, Sample sample) {
        return object("evseId", evse, "meterValue", List.of(meterValue(sample)));
    }

    private static ObjectNode meterValue(Sample sample) {
        String context = sample.context().word();
        var values = new ArrayList<ObjectNode>();
        values.add(value(BigDecimal.valueOf(sample.registerWh()), context, "Energy.Active.Import.Register", "Wh", "Outlet"));
        values.add(value(decimal(sample.watts(), 0), context, "Power.Active.Import", "W", "Outlet"));
        values.add(value(decimal(sample.amps(), 1), context, "Current.Import", "A", "Outlet"));
        values.add(value(decimal(sample.volts(), 1), context, "Voltage", "V", "Outlet"));
        if (!Double.isNaN(sample.soc())) values.add(value(decimal(sample.soc(), 1), context, "SoC", "Percent", "EV"));
        return object("timestamp", sample.at(), "sampledValue", values);
    }

    private static ObjectNode value(BigDecimal value, String context, String measurand, String unit, String location) {
        return object("value", value, "context", context, "measurand", measurand, "location", location,
                "unitOfMeasure", object("unit", unit));
    }

    private static BigDecimal decimal(double value, int places) { return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP); }
}
