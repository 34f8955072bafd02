package io.wattline.csms.station;

import io.wattline.csms.web.Problem;
import io.wattline.model.station.StationId;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets of a station. The name is the id unless told, price and currency are the account's; passwords are write-only.
 *
 * @param newPassword like {@code password}, but the one before stays valid until the station uses the new one
 * @param accepted true joins, false waits; null as the account's {@code bootPolicy} says
 * @param strictness {@code strict} stations are refused what breaks its schema, {@code tolerant} ones are understood
 */
record StationForm(@NotNull String id, @Size(min = 1, max = 100) @Nullable String name, @NotNull Boolean enabled,
        @Size(min = 1, max = 72) @Nullable String password,
        @Size(min = 1, max = 72) @Nullable String newPassword,
        @DecimalMin("0") @DecimalMax("100000") @Digits(integer = 6, fraction = 4) @Nullable BigDecimal pricePerKwh,
        @Pattern(regexp = "[A-Z]{3}", message = "is not a currency like EUR") @Nullable String currency,
        @Size(max = 500) @Nullable String location, @Nullable UUID siteId, @Nullable Boolean accepted,
        @Pattern(regexp = "tolerant|strict", message = "is neither tolerant nor strict") @NotNull String strictness) {
    static final StationForm BLANK = new StationForm(null, null, true, null, null, null, null, null, null, null, "tolerant");

    /** Whichever of the two is told. */
    @Nullable
    String anyPassword() { return password == null ? newPassword : password; }

    /** Fails with {@code bad_request} for what no station can be called. */
    StationId station() {
        try {
            return new StationId(id == null ? "" : id);
        } catch (IllegalArgumentException _) {
            throw Problem.badRequest("Some members are not acceptable.",
                    new Problem.Field("id", "must have 1 to 48 characters, none of them control characters"));
        }
    }
}
