package io.wattline.csms.security;

import io.wattline.csms.station.StationSecurity.Terms;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a station has to show who it is.
 *
 * @param profile 0 unsecured, 1 password, 2 password over TLS, 3 certificate; anything weaker is refused
 * @param certificateThumbprints SHA-256 of the certificates it may have, in hexadecimal with or without colons; none: any that somebody
 *     trusted vouches for and that has its name
 * @param certificateName the name in its certificate where that is not its id
 */
record TermsForm(@NotNull @Min(0) @Max(3) Integer profile,
        @NotNull @Size(max = 10) List<@Pattern(regexp = "([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}", message = "is no SHA-256 in hexadecimal") String> certificateThumbprints,
        @Size(min = 1, max = 255) @Nullable String certificateName) {
    static TermsForm of(Terms terms) { return new TermsForm(terms.profile(), terms.thumbprints(), terms.certificateName()); }

    Terms terms() {
        return new Terms(profile, null, null,
                certificateThumbprints.stream().map(each -> each.replace(":", "").toLowerCase(Locale.ROOT)).toList(), certificateName);
    }
}
