package io.wattline.csms.ocpp;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a firmware is known to do otherwise than OCPP says; each flag's absence is the specification's behaviour.
 *
 * @param energyUnit what sampled energy counts that is labelled Wh or not at all: {@code Wh} or {@code kWh}
 * @param registerUnit the same of {@code meterStart} and {@code meterStop} (OCPP 1.6)
 * @param powerUnit what sampled power counts that is labelled W or not at all: {@code W} or {@code kW}
 * @param timeZone of times that name none; UTC unless told
 * @param milliseconds whether the times we send have them; some firmware reads none, some nothing else
 * @param pings whether it bears WebSocket pings
 * @param triggerMessage whether it can be asked to send a message
 * @param callSpacing the least time between an answer of it and our next CALL
 * @param compression whether it is known to bear permessage-deflate
 * @param hexPassword whether it sends, and is to be sent, its password as hexadecimal digits
 * @param wholeLimits whether it refuses charging limits with fractions
 * @param eitherPurpose whether a profile for the whole station that it rejects is to be tried with the other purpose: the limit of the station
 *     as the default of all transactions, and the other way round
 * @param volts between a phase and neutral, for makes that do not tell
 * @param phases how many it has, for makes that do not tell
 * @param maxPowerKw what no connector of it exceeds, for makes that do not tell
 * @param stationMaxProfile whether it takes the profile that limits the whole station; one that does not gets it as the default of all transactions
 */
public record Quirks(@Nullable Unit energyUnit, @Nullable Unit registerUnit, @Nullable Unit powerUnit, @Nullable ZoneId timeZone,
        @Nullable Boolean milliseconds, @Nullable Boolean pings, @Nullable Boolean triggerMessage, @Nullable Duration callSpacing,
        @Nullable Boolean compression, @Nullable Boolean hexPassword, @Nullable Boolean wholeLimits, @Nullable Boolean stationMaxProfile,
        @Nullable Boolean eitherPurpose, @Nullable BigDecimal volts, @Nullable Integer phases,
        @Nullable BigDecimal maxPowerKw) {
    public Quirks(@Nullable Unit energyUnit, @Nullable Unit registerUnit, @Nullable Unit powerUnit, @Nullable ZoneId timeZone,
            @Nullable Boolean milliseconds, @Nullable Boolean pings, @Nullable Boolean triggerMessage, @Nullable Duration callSpacing,
            @Nullable Boolean compression, @Nullable Boolean hexPassword) {
        this(energyUnit, registerUnit, powerUnit, timeZone, milliseconds, pings, triggerMessage, callSpacing, compression, hexPassword,
                null, null, null, null, null, null);
    }

    public static final Quirks NONE = new Quirks(null, null, null, null, null, null, null, null, null, null);

    /** The names are those of the wire. */
    public enum Unit {
        W, kW, Wh, kWh
    }

    public boolean countsEnergyInKwh() { return energyUnit == Unit.kWh; }

    public boolean countsRegistersInKwh() { return registerUnit == Unit.kWh; }

    public boolean countsPowerInKw() { return powerUnit == Unit.kW; }

    /** How exact the times are that we send. */
    public ChronoUnit precision() {
        return isNot(milliseconds) ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
    }

    public boolean bearsPings() { return !isNot(pings); }

    public boolean canBeTriggered() { return !isNot(triggerMessage); }

    public Duration spacing() { return callSpacing == null ? Duration.ZERO : callSpacing; }

    public boolean bearsCompression() { return Boolean.TRUE.equals(compression); }

    public boolean writesPasswordsInHex() { return Boolean.TRUE.equals(hexPassword); }

    public boolean refusesFractions() { return Boolean.TRUE.equals(wholeLimits); }

    public boolean takesStationMaxProfile() { return !isNot(stationMaxProfile); }

    public boolean takesEitherPurpose() { return Boolean.TRUE.equals(eitherPurpose); }

    private static boolean isNot(@Nullable Boolean flag) { return Boolean.FALSE.equals(flag); }
}
