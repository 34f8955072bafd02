package io.wattline.csms.trust;

import io.wattline.csms.web.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an account decides about certificates. {@code signing} of what stations request: {@code manual} (people send certificates),
 * {@code built-in} (the account's own authority), {@code external} (the service at {@code signingUrl}). {@code organization}: what requests
 * must name as their organization. {@code renewalDays} before its end a station is asked for a new request; 0: never. {@code providerUrl}
 * is asked about contract certificates of cars. Authorizations are values of the header of that name, shown as {@code ***}.
 */
public record TrustForm(
        @NotNull @Pattern(regexp = "manual|built-in|external", message = "must be manual, built-in or external") String signing,
        @Size(max = 2000) @Nullable String signingUrl, @Size(max = 4000) @Nullable String signingAuthorization,
        @Size(min = 1, max = 64) @Nullable String organization, @Min(1) @Max(3650) int validityDays, @Min(1) @Max(365) int warningDays,
        @Min(0) @Max(365) int renewalDays, @Size(max = 2000) @Nullable String providerUrl,
        @Size(max = 4000) @Nullable String providerAuthorization) {
    static final TrustForm DEFAULTS = new TrustForm("manual", null, null, null, 397, 30, 0, null, null);
    private static final String HIDDEN = "***";

    public boolean signsElsewhere() { return signing.equals("external"); }

    TrustForm hidden() { return with(signingAuthorization == null ? null : HIDDEN, providerAuthorization == null ? null : HIDDEN); }

    /** What was shown as hidden and comes back so stays what it was. */
    TrustForm revealedFrom(TrustForm before) {
        return with(HIDDEN.equals(signingAuthorization) ? before.signingAuthorization() : signingAuthorization,
                HIDDEN.equals(providerAuthorization) ? before.providerAuthorization() : providerAuthorization);
    }

    TrustForm checked() {
        if (signsElsewhere() && signingUrl == null)
            throw Problem.badRequest("Some members are not acceptable.", new Problem.Field("signingUrl", "must not be null"));
        requireAddress("signingUrl", signingUrl);
        requireAddress("providerUrl", providerUrl);
        return this;
    }

    private static void requireAddress(String field, @Nullable String url) {
        if (url != null && !url.matches("https?://[^\\s/@]+(/\\S*)?"))
            throw Problem.badRequest("Some members are not acceptable.",
                    new Problem.Field(field, "must be an address of http or https without a user in it"));
    }

    private TrustForm with(@Nullable String signing, @Nullable String provider) {
        return new TrustForm(this.signing, signingUrl, signing, organization, validityDays, warningDays, renewalDays, providerUrl,
                provider);
    }
}
