package io.wattline.csms.variable;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.model.event.VariablesReported.Attribute;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A variable in REST. {@code value}: the actual one as the station told it last, also among the attributes; {@code min} and {@code max} are in {@code unit}; {@code drift}: what is wanted is not what is; {@code missingSince}: when
 * the station said that it has this variable no more.
 */
record VariableView(String component, @Nullable String componentInstance, @Nullable Integer evse, @Nullable Integer connector,
        String variable, @Nullable String instance, @Nullable String value, List<AttributeView> attributes, @Nullable String unit,
        @Nullable String dataType,
        @Nullable BigDecimal min, @Nullable BigDecimal max, List<String> values, @Nullable Boolean supportsMonitoring, boolean monitored,
        @JsonRawValue @Schema(type = "array") String monitors, boolean rebootRequired, @Nullable String wanted, boolean drift,
        @Nullable Instant missingSince, Instant updatedAt) {
    record AttributeView(String type, @Nullable String value, @Nullable String mutability, @Nullable Boolean persistent,
            @Nullable Boolean constant) {}

    static VariableView of(VariableQueries.Row row, JsonMapper json) {
        VariableRef ref = row.ref();
        List<AttributeView> attributes = attributes(row.attributes(), json);
        return new VariableView(ref.component(), ref.componentInstance(), ref.evse() == 0 ? null : ref.evse(),
                ref.connector() == 0 ? null : ref.connector(), ref.name(), ref.instance(), actual(attributes), attributes, row.unit(),
                row.dataType(), row.min(), row.max(), row.values(), row.supportsMonitoring(), row.monitors() != null,
                row.monitors() == null ? "[]" : row.monitors(), row.rebootRequired(), row.wanted(), row.drift(), row.missingSince(),
                row.updatedAt());
    }

    private static @Nullable String actual(List<AttributeView> attributes) {
        for (AttributeView attribute : attributes) if (attribute.type().equals(Attribute.ACTUAL)) return attribute.value();
        return null;
    }

    private static List<AttributeView> attributes(@Nullable String attributes, JsonMapper json) {
        if (attributes == null) return List.of();
        return json.readTree(attributes).propertyStream().map(attribute -> {
            JsonNode told = attribute.getValue();
            return new AttributeView(attribute.getKey(), told.path("value").asString(null), told.path("mutability").asString(null),
                    flag(told, "persistent"), flag(told, "constant"));
        }).toList();
    }

    private static @Nullable Boolean flag(JsonNode attribute, String name) {
        return attribute.has(name) ? attribute.path(name).asBoolean() : null;
    }
}
