package io.wattline.csms.site;

import io.wattline.csms.account.KnownTimeZone;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A site as it is set: the position in degrees of WGS 84, the time zone that of the account unless told. {@code userIds} may use all its
 * stations without permissions.
 */
record SiteForm(@NotBlank @Size(max = 100) String name, @Size(max = 500) @Nullable String address,
        @DecimalMin("-90") @DecimalMax("90") @Digits(integer = 2, fraction = 6) @Nullable BigDecimal latitude,
        @DecimalMin("-180") @DecimalMax("180") @Digits(integer = 3, fraction = 6) @Nullable BigDecimal longitude,
        @KnownTimeZone @Nullable String timeZone, @NotNull List<@NotNull String> stationIds, @NotNull List<@NotNull UUID> userIds) {
    static final SiteForm BLANK = new SiteForm(null, null, null, null, null, List.of(), List.of());

    @AssertTrue(message = "needs a latitude and a longitude")
    boolean isPosition() { return (latitude == null) == (longitude == null); }
}
