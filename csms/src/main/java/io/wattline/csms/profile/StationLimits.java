package io.wattline.csms.profile;

import io.wattline.csms.variable.DeviceModel;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.ChargingProfile.RateUnit;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a station said it takes of charging profiles; null or empty where it never said. The value of 2.x's Entries is how many it has,
 * its limit how many it takes. Source: OCPP 1.6 §9.4, 2.x SmartChargingCtrlr.
 */
record StationLimits(@Nullable Integer maxStackLevel, Set<RateUnit> units, @Nullable Integer maxPeriods, @Nullable Integer maxInstalled) {
    private static final VariableRef PROFILES = new VariableRef("SmartChargingCtrlr", null, 0, 0, "Entries", "ChargingProfiles");

    StationLimits { units = Set.copyOf(units); }

    static Mono<StationLimits> of(DeviceModel model, AccountId account, StationId station) {
        return Mono.zip(told(model, account, station, "ChargeProfileMaxStackLevel", "ProfileStackLevel"),
                told(model, account, station, "ChargingScheduleAllowedChargingRateUnit", "RateUnit"),
                told(model, account, station, "ChargingScheduleMaxPeriods", "PeriodsPerSchedule"),
                model.value(account, station, "Configuration", "MaxChargingProfilesInstalled")
                        .switchIfEmpty(Mono.defer(() -> model.most(account, station, PROFILES).map(BigDecimal::toBigInteger)
                                .map(BigInteger::toString)))
                        .map(Optional::of).defaultIfEmpty(Optional.empty()))
                .map(all -> new StationLimits(number(all.getT1()), units(all.getT2().orElse("")), number(all.getT3()),
                        number(all.getT4())));
    }

    private static Mono<Optional<String>> told(DeviceModel model, AccountId account, StationId station, String key, String variable) {
        return model.value(account, station, "Configuration", key)
                .switchIfEmpty(Mono.defer(() -> model.value(account, station, "SmartChargingCtrlr", variable))).map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** 1.6 says Current and Power, 2.x A and W; stations mix them up. */
    private static Set<RateUnit> units(String list) {
        var units = EnumSet.noneOf(RateUnit.class);
        for (String word : List.of(list.toUpperCase(Locale.ROOT).split("[^A-Z]+"))) {
            if (word.equals("A") || word.equals("CURRENT")) units.add(RateUnit.A);
            if (word.equals("W") || word.equals("POWER")) units.add(RateUnit.W);
        }
        return units;
    }

    /** A limit of 0 profiles or periods is no limit that anybody can mean. */
    private static @Nullable Integer number(Optional<String> text) {
        return text.map(String::strip).filter(value -> value.matches("\\d{1,9}")).map(Integer::valueOf).orElse(null);
    }
}
