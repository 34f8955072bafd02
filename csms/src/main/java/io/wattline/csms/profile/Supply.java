package io.wattline.csms.profile;

import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.variable.DeviceModel;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What an EVSE gets from the grid: volts between a phase and neutral, and the number of phases. As the station tells it, else as its make is
 * known to be, else as usual here. Source: OCPP 2.x variables ACVoltage and SupplyPhases.
 */
record Supply(BigDecimal volts, int phases) {
    static final int MOST_PHASES = 3;
    private static final BigDecimal LEAST = BigDecimal.valueOf(90);
    /** More is measured between two phases. */
    private static final BigDecimal MOST_TO_NEUTRAL = BigDecimal.valueOf(300);
    private static final BigDecimal MOST = BigDecimal.valueOf(520);

    Supply {
        if (volts.signum() <= 0) throw new IllegalArgumentException("not a voltage: " + volts);
        if (phases < 1 || phases > MOST_PHASES) throw new IllegalArgumentException("not a number of phases: " + phases);
    }

    static Mono<Supply> of(DeviceModel model, AccountId account, StationId station, int evse, Quirks quirks, Supply usual) {
        return Mono.zip(told(model.nearest(account, station, evse, "ACVoltage")),
                told(model.nearest(account, station, evse, "SupplyPhases")))
                .map(told -> new Supply(
                        told.getT1().flatMap(Supply::toNeutral).orElse(quirks.volts() == null ? usual.volts : quirks.volts()),
                        told.getT2().filter(text -> text.matches("[123]")).map(Integer::valueOf)
                                .orElse(quirks.phases() == null ? usual.phases : quirks.phases())));
    }

    private static Mono<Optional<String>> told(Mono<String> value) {
        return value.map(String::strip).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private static Optional<BigDecimal> toNeutral(String text) {
        if (!text.matches("\\d{1,4}(\\.\\d{1,3})?")) return Optional.empty();
        var volts = new BigDecimal(text);
        if (volts.compareTo(LEAST) < 0 || volts.compareTo(MOST) > 0) return Optional.empty();
        return Optional.of(volts.compareTo(MOST_TO_NEUTRAL) <= 0
                ? volts
                : volts.divide(BigDecimal.valueOf(Math.sqrt(3)), MathContext.DECIMAL32));
    }

    /** Of a limit that counts for so many phases, or for all that there are. */
    BigDecimal voltsOf(int wanted) {
        return volts.multiply(BigDecimal.valueOf(Math.min(wanted, phases)));
    }
}
