package io.wattline.model.event;

import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a station said of its variables; {@code gone}: those it does not have, {@code part}: when it said so in a report. */
public record VariablesReported(StationId station, Instant at, List<Reported> variables, List<VariableRef> gone,
        @Nullable ReportPart part) implements DeviceModelFact {
    public VariablesReported {
        variables = List.copyOf(variables);
        gone = List.copyOf(gone);
    }

    @Override
    public String type() { return "variables.reported"; }

    /**
     * What is not told leaves what is known; passwords are forgotten here. {@code rebootRequired}: the value counts after the next boot;
     * {@code asOf}: when it was so by the station's clock, null when the station was asked and so it is now.
     */
    public record Reported(VariableRef variable, List<Attribute> attributes, @Nullable Characteristics characteristics,
            boolean rebootRequired, @Nullable Instant asOf) {
        public Reported {
            attributes = variable.holdsSecret() ? attributes.stream().map(Attribute::secret).toList() : List.copyOf(attributes);
        }

        /** As it is now. */
        public Reported(VariableRef variable, List<Attribute> attributes, @Nullable Characteristics characteristics,
                boolean rebootRequired) {
            this(variable, attributes, characteristics, rebootRequired, null);
        }

        /** A value alone. */
        public static Reported value(VariableRef variable, String type, @Nullable String value, @Nullable Instant asOf) {
            return new Reported(variable, List.of(new Attribute(type, value, null, null, null)), null, false, asOf);
        }
    }

    /** {@code type}: {@code Actual}, {@code Target}, {@code MinSet} or {@code MaxSet}; {@code mutability}: {@code ReadOnly}, {@code WriteOnly}, {@code ReadWrite}. */
    public record Attribute(String type, @Nullable String value, @Nullable String mutability, @Nullable Boolean persistent,
            @Nullable Boolean constant) {
        public static final String ACTUAL = "Actual";

        Attribute secret() { return new Attribute(type, null, "WriteOnly", persistent, constant); }
    }

    /** Limits are in {@code unit}, which is the station's word. Source: OCPP 2.0.1 part 2 VariableCharacteristicsType. */
    public record Characteristics(@Nullable String unit, @Nullable String dataType, @Nullable BigDecimal min, @Nullable BigDecimal max,
            List<String> values, @Nullable Boolean supportsMonitoring) {
        public Characteristics { values = List.copyOf(values); }
    }
}
