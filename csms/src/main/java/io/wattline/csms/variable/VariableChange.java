package io.wattline.csms.variable;

import io.wattline.model.account.AccountId;
import io.wattline.model.event.VariablesReported.Attribute;
import io.wattline.model.event.VariablesReported.Characteristics;
import io.wattline.model.event.VariablesReported.Reported;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a batch says of one variable, later words over earlier ones, unless a late message brings what was so before. */
record VariableChange(AccountId account, StationId station, VariableRef variable, Map<String, Told> attributes,
        @Nullable Characteristics characteristics, boolean rebootRequired, Instant receivedAt) {
    /** {@code asOf}: by the station's clock, as far as it is not ahead of ours; null when it is so now. */
    record Told(Attribute attribute, @Nullable Instant asOf) {
        Told then(Told later) {
            boolean late = asOf != null && later.asOf != null && later.asOf.isBefore(asOf);
            return late
                    ? new Told(merge(later.attribute, attribute), asOf)
                    : new Told(merge(attribute, later.attribute), later.asOf == null ? asOf : later.asOf);
        }
    }

    static VariableChange of(AccountId account, StationId station, Reported told, Instant receivedAt) {
        var attributes = new LinkedHashMap<String, Told>();
        Instant claimed = told.asOf();
        Instant asOf = claimed != null && claimed.isAfter(receivedAt) ? receivedAt : claimed;
        told.attributes().forEach(attribute -> attributes.merge(attribute.type(), new Told(attribute, asOf), Told::then));
        return new VariableChange(account, station, told.variable(), attributes, told.characteristics(), told.rebootRequired(), receivedAt);
    }

    VariableChange then(VariableChange later) {
        var merged = new LinkedHashMap<>(attributes);
        later.attributes.forEach((type, attribute) -> merged.merge(type, attribute, Told::then));
        return new VariableChange(account, station, variable, merged,
                later.characteristics == null ? characteristics : later.characteristics,
                rebootRequired || later.rebootRequired, later.receivedAt);
    }

    @Nullable
    BigDecimal min() { return of(Characteristics::min); }

    @Nullable
    BigDecimal max() { return of(Characteristics::max); }

    <T> @Nullable T of(Function<Characteristics, @Nullable T> member) {
        return characteristics == null ? null : member.apply(characteristics);
    }

    private static Attribute merge(Attribute known, Attribute told) {
        return new Attribute(told.type(), told.value() == null ? known.value() : told.value(),
                told.mutability() == null ? known.mutability() : told.mutability(),
                told.persistent() == null ? known.persistent() : told.persistent(),
                told.constant() == null ? known.constant() : told.constant());
    }
}
