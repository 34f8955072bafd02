package io.wattline.csms.apikey;

import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key to be made: what it may, until when (90 days unless told, two years at most), and how often it may call. */
record ApiKeyForm(@NotBlank @Size(max = 100) String name, @NotEmpty List<@NotNull String> permissions, @Nullable Instant expiresAt,
        @NotNull @Min(1) @Max(100_000) Integer requestsPerMinute) {
    static final ApiKeyForm BLANK = new ApiKeyForm(null, List.of(), null, 600);
    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(731);

    /** Keys that make keys would outlive their revocation. Fails with {@code bad_request}. */
    Set<Permission> granted() {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        for (String each : permissions) {
            try {
                granted.add(Permission.ofWireName(each));
            } catch (IllegalArgumentException _) {
                throw refused("permissions", each + " is not a permission");
            }
        }
        if (granted.contains(Permission.MANAGE_API_KEYS)) throw refused("permissions", "ManageApiKeys is for people");
        return granted;
    }

    Instant end(Instant now) {
        if (expiresAt == null) return now.plus(USUAL);
        if (!expiresAt.isAfter(now)) throw refused("expiresAt", "has passed");
        if (expiresAt.isAfter(now.plus(LONGEST))) throw refused("expiresAt", "is more than two years away");
        return expiresAt;
    }

    private static Problem refused(String field, String message) {
        return Problem.badRequest("Some members are not acceptable.", new Problem.Field(field, message));
    }
}
