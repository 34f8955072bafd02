package io.wattline.csms.ocpp.wire;

import io.wattline.csms.ocpp.Quirks;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says of meter values what they count, where the station is known to say something else. 1.6 has a unit, 2.x an object with one. */
final class MeterUnits {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private MeterUnits() {}

    static boolean lie(Quirks quirks) { return quirks.countsEnergyInKwh() || quirks.countsPowerInKw() || quirks.countsRegistersInKwh(); }

    /** Whether anything had to be put right. */
    static boolean correct(Quirks quirks, boolean is2x, ObjectNode payload) {
        boolean corrected = false;
        for (JsonNode value : payload.path(payload.has("transactionData") ? "transactionData" : "meterValue"))
            for (JsonNode sample : value.path("sampledValue"))
                if (sample instanceof ObjectNode object) corrected |= correctSample(quirks, is2x, object);
        if (!quirks.countsRegistersInKwh()) return corrected;
        for (String register : List.of("meterStart", "meterStop")) corrected |= multiply(payload, register);
        return corrected;
    }

    private static boolean correctSample(Quirks quirks, boolean is2x, ObjectNode sample) {
        String measurand = sample.path("measurand").asString("Energy.Active.Import.Register");
        String unit = is2x ? sample.path("unitOfMeasure").path("unit").asString("") : sample.path("unit").asString("");
        String meant = null;
        if (measurand.startsWith("Energy.Active") && (unit.isEmpty() || unit.equals("Wh")) && quirks.countsEnergyInKwh()) meant = "kWh";
        if (measurand.startsWith("Power.") && (unit.isEmpty() || unit.equals("W")) && quirks.countsPowerInKw()) meant = "kW";
        if (meant == null) return false;
        if (!is2x) sample.put("unit", meant);
        else if (sample.path("unitOfMeasure") instanceof ObjectNode known) known.put("unit", meant);
        else
            sample.putObject("unitOfMeasure").put("unit", meant);
        return true;
    }

    private static boolean multiply(ObjectNode payload, String register) {
        if (!payload.path(register).isNumber()) return false;
        payload.put(register, payload.path(register).decimalValue().multiply(THOUSAND));
        return true;
    }
}
