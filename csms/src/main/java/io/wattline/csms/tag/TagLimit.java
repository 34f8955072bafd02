package io.wattline.csms.tag;

import java.util.Set;

/** At most so many transactions may run at once with these tags together; the keys are those of {@link io.wattline.model.charging.IdToken}. */
public record TagLimit(Set<String> tagKeys, int most) {
    public TagLimit { tagKeys = Set.copyOf(tagKeys); }
}
