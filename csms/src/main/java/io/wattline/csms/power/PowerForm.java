package io.wattline.csms.power;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator says of a station's power: what every connector of it can give at most, and single ones that differ; null takes the word back. */
record PowerForm(@DecimalMin("0.1") @DecimalMax("10000") @Digits(integer = 5, fraction = 3) @Nullable BigDecimal maxPowerKw,
        @NotNull List<@Valid @NotNull ConnectorForm> connectors) {
    static final PowerForm BLANK = new PowerForm(null, List.of());

    record ConnectorForm(@NotNull @Min(1) Integer evse, @NotNull @Min(1) Integer connector,
            @NotNull @DecimalMin("0.1") @DecimalMax("10000") @Digits(integer = 5, fraction = 3) BigDecimal maxPowerKw) {}
}
