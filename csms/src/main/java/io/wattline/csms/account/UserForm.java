package io.wattline.csms.account;

import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a user manager sets; {@code stationIds} and {@code idTags} are what the user may use without permissions; the password is write-only. */
record UserForm(@NotBlank @Email @Size(max = 254) String email, @NotBlank @Size(max = 100) String name,
        @NotNull List<@NotNull String> permissions, @NotNull Boolean enabled, @NotNull List<@NotNull String> stationIds,
        @NotNull List<@NotNull String> idTags, @Nullable String password) {
    static final UserForm BLANK = new UserForm(null, null, List.of(), true, List.of(), List.of(), null);

    Set<Permission> granted() {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        for (String name : permissions) {
            try {
                granted.add(Permission.ofWireName(name));
            } catch (IllegalArgumentException _) {
                throw Problem.badRequest("Some members are not acceptable.",
                        new Problem.Field("permissions", name + " is not a permission"));
            }
        }
        return granted;
    }
}
