package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.rpc.Coercion.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values of one type read as another; null for what cannot be. */
final class Values {
    private static final int LONGEST_NUMBER = 64;

    private final Notes notes;

    Values(Notes notes) { this.notes = notes; }

    /** Hears what was odd. */
    @FunctionalInterface
    interface Notes {
        void note(String kind, Place at, JsonNode example);
    }

    @Nullable
    JsonNode text(JsonNode value, Place at) {
        if (value.isString()) return value;
        if (!value.isNumber() && !value.isBoolean()) return null;
        notes.note(value.isNumber() ? "number-for-text" : "boolean-for-text", at, value);
        return JsonNodeFactory.instance.stringNode(value.isNumber() ? value.decimalValue().toPlainString() : value.asString());
    }

    /** Rounded half up: a meter that shows fractions means them. */
    @Nullable
    JsonNode integer(JsonNode value, Place at) {
        if (value.isIntegralNumber()) return value;
        BigDecimal number = decimal(value, at);
        if (number == null) return null;
        if (number.stripTrailingZeros().scale() > 0) notes.note("fraction-rounded", at, value);
        return JsonNodeFactory.instance.numberNode(number.setScale(0, RoundingMode.HALF_UP).toBigInteger());
    }

    @Nullable
    JsonNode number(JsonNode value, Place at) {
        if (value.isNumber()) return value;
        BigDecimal number = decimal(value, at);
        return number == null ? null : JsonNodeFactory.instance.numberNode(number);
    }

    @Nullable
    JsonNode bool(JsonNode value, Place at) {
        if (value.isBoolean()) return value;
        Boolean meant = switch (value.isString() || value.isNumber() ? value.asString().strip().toLowerCase(Locale.ROOT) : "") {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> null;
        };
        if (meant == null) return null;
        notes.note("text-for-boolean", at, value);
        return JsonNodeFactory.instance.booleanNode(meant);
    }

    private @Nullable BigDecimal decimal(JsonNode value, Place at) {
        if (value.isNumber()) return value.decimalValue();
        if (!value.isString() || value.asString().length() > LONGEST_NUMBER) return null;
        String text = value.asString().replace("\0", "").strip().replace(',', '.');
        try {
            var number = new BigDecimal(text);
            if (!ModestNumbers.isModest(number)) return null;
            notes.note("text-for-number", at, value);
            return number;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
