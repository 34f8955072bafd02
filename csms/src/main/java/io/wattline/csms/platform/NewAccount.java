package io.wattline.csms.platform;

import io.wattline.csms.account.KnownTimeZone;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** An account with the first of its users, who may do everything in it; he changes his password himself. */
record NewAccount(@NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,31}", message = "is not a short lower-case name like nordic-2") String id,
        @NotBlank @Size(max = 100) String name,
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "is not a currency like EUR") String currency,
        @NotNull @KnownTimeZone String timeZone, @NotBlank @Email @Size(max = 254) String ownerEmail,
        @Size(max = 100) @Nullable String ownerName, @NotNull @Size(min = 8, max = 72) String ownerPassword) {
    static final NewAccount BLANK = new NewAccount(null, null, "EUR", "UTC", null, null, null);
}
