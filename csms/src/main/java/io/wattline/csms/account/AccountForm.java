package io.wattline.csms.account;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/** What an account's own people may change of it; {@code unknownStationPolicy} is about stations nobody registered, the price for new ones. */
record AccountForm(@NotBlank @Size(max = 100) String name,
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "is not a currency like EUR") String currency,
        @NotNull @KnownTimeZone String timeZone,
        @NotNull @Pattern(regexp = "accept|refuse", message = "is neither accept nor refuse") String unknownStationPolicy,
        @NotNull @Min(10) @Max(86_400) Integer heartbeatIntervalSeconds,
        @NotNull @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 4) BigDecimal defaultPricePerKwh) {}
