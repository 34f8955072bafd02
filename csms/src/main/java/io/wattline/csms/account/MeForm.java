package io.wattline.csms.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a user may change of himself; a theme that follows the device has no dark mode. */
record MeForm(@NotBlank @Size(max = 100) String name, @NotNull @KnownTimeZone String timeZone,
        @Pattern(regexp = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", message = "is not a language like de or pt-BR") @Nullable String language,
        @Nullable Boolean darkMode) {}
