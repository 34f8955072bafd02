package io.wattline.simulator.station;

import static io.wattline.simulator.rpc.Json.object;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The requests of an OCPP 1.6 station, from plain values. Source: OCPP 1.6 §6. */
public final class Payloads16 {
    private Payloads16() {}

    public static ObjectNode boot(String vendor, String model, String serial, String firmware) {
        return object("chargePointVendor", vendor, "chargePointModel", model, "chargePointSerialNumber", serial, "firmwareVersion",
                firmware);
    }

    public static ObjectNode status(int connector, String status, String errorCode, String info, Instant at) {
        return object("connectorId", connector, "status", status, "errorCode", errorCode, "info", info.isEmpty() ? null : info,
                "timestamp", at);
    }

    public static ObjectNode authorize(String tag) { return object("idTag", tag); }

    public static ObjectNode start(int connector, String tag, long meterWh, Instant at, @Nullable Integer reservationId) {
        return object("connectorId", connector, "idTag", tag, "meterStart", meterWh, "timestamp", at, "reservationId", reservationId);
    }

    /** The transaction may be absent: a reading of a connector that charges nobody. */
    public static ObjectNode meterValues(int connector, @Nullable Integer transaction, Sample sample) {
        var value = object("timestamp", sample.at(), "sampledValue", sampledValues(sample));
        return object("connectorId", connector, "transactionId", transaction, "meterValue", List.of(value));
    }

    public static ObjectNode stop(int transaction, String tag, long meterWh, Instant at, String reason) {
        return object("transactionId", transaction, "idTag", tag, "meterStop", meterWh, "timestamp", at, "reason", reason);
    }

    private static List<ObjectNode> sampledValues(Sample sample) {
        String context = sample.context().word();
        var values = new ArrayList<ObjectNode>();
        values.add(value(Long.toString(sample.registerWh()), context, "Energy.Active.Import.Register", "Wh", "Outlet"));
        values.add(value(decimal(sample.watts(), 0), context, "Power.Active.Import", "W", "Outlet"));
        values.add(value(decimal(sample.amps(), 1), context, "Current.Import", "A", "Outlet"));
        values.add(value(decimal(sample.volts(), 1), context, "Voltage", "V", "Outlet"));
        if (!Double.isNaN(sample.soc())) values.add(value(decimal(sample.soc(), 1), context, "SoC", "Percent", "EV"));
        return values;
    }

    private static ObjectNode value(String value, String context, String measurand, String unit, String location) {
        return object("value", value, "context", context, "measurand", measurand, "unit", unit, "location", location);
    }

    private static String decimal(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP).toPlainString();
    }
}
