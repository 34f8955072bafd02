package io.wattline.csms.quirk;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of a make. Patterns are read in any case, with {@code *} for anything; an absent one fits all.
 *
 * @param name unique; a profile of a folder takes the place of a shipped one of the same name
 * @param why how that is known, for people
 * @param quirks the members of {@link io.wattline.csms.ocpp.Quirks}
 */
public record QuirkProfile(String name, @Nullable String vendor, @Nullable String model, @Nullable String firmware, @Nullable String why,
        ObjectNode quirks) {
    public QuirkProfile {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a quirk profile has a name");
        if (vendor == null && model == null && firmware == null)
            throw new IllegalArgumentException("the quirk profile " + name + " names neither vendor nor model nor firmware");
        if (quirks == null) throw new IllegalArgumentException("the quirk profile " + name + " has no quirks");
    }

    boolean fits(Make make) {
        return make.isKnown() && fits(vendor, make.vendor()) && fits(model, make.model()) && fits(firmware, make.firmware());
    }

    private static boolean fits(@Nullable String pattern, @Nullable String told) {
        if (pattern == null) return true;
        if (told == null) return false;
        String regex = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return told.strip().toLowerCase(Locale.ROOT).matches(regex);
    }
}
