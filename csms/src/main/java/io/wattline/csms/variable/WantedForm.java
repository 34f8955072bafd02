package io.wattline.csms.variable;

import io.wattline.model.station.VariableRef;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A value that somebody wants a variable to have; a configuration key of OCPP 1.x is one of the component {@code Configuration}. */
record WantedForm(@NotBlank @Size(max = 50) String component, @Size(max = 50) @Nullable String componentInstance,
        @Min(1) @Nullable Integer evse, @Min(1) @Nullable Integer connector, @NotBlank @Size(max = 50) String variable,
        @Size(max = 50) @Nullable String instance, @NotNull @Size(max = 2500) String value) {
    static final WantedForm BLANK = new WantedForm(null, null, null, null, null, null, null);

    VariableRef ref() {
        return new VariableRef(component, componentInstance, evse == null ? 0 : evse, connector == null ? 0 : connector, variable,
                instance);
    }
}
