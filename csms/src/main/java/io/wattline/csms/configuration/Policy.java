package io.wattline.csms.configuration;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What happens after a boot. {@code applyAfterBoot}: drifted variables get their wanted values again; null: as the account, or the deployment, has it. */
record Policy(@Pattern(regexp = "changed|always|never", message = "must be changed, always or never") @Nullable String reportAfterBoot,
        @Nullable Boolean applyAfterBoot) {}
