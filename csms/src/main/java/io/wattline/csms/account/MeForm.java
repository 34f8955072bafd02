package io.wattline.csms.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a user may change of himself. */
record MeForm(@NotBlank @Size(max = 100) String name, @NotNull @KnownTimeZone String timeZone, @Nullable Boolean darkMode) {}
