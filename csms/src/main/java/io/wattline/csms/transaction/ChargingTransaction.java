package io.wattline.csms.transaction;

import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.StopReason;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionStarted;
import io.wattline.model.event.TransactionUpdated;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as its facts made it so far. Facts may come in any order and more than once: each fills what is missing and
 * changes nothing that is known. Energy is the difference of the register, never negative.
 */
public record ChargingTransaction(UUID id, TransactionRef ref, ConnectorRef connector, @Nullable String opening, @Nullable String idTag,
        @Nullable String chargingState, Instant startedAt, @Nullable Instant stoppedAt, @Nullable BigDecimal meterStartWh,
        @Nullable BigDecimal meterLastWh,
        @Nullable BigDecimal meterStopWh, @Nullable String startReason, @Nullable String stopReason, @Nullable Integer remoteStartId) {

    private static final StopReason ABANDONED = new StopReason("Abandoned");

    /** The id in REST follows from the station's own naming, so that a repeated telling needs no look-up. */
    public static UUID idOf(AccountId account, StationId station, TransactionRef ref) {
        String name = account.value() + "/" + station.value() + "/" + ref.value();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static ChargingTransaction first(AccountId account, ConnectorRef connector, TransactionRef ref, Instant at) {
        return new ChargingTransaction(idOf(account, connector.station(), ref), ref, connector, null, null, null, at, null, null, null,
                null, null, null, null);
    }

    public boolean isActive() { return stoppedAt == null; }

    /** {@code active}, {@code ended}, or {@code reconstructed}: ended without that its start was ever told. */
    public String state() {
        if (isActive()) return "active";
        return opening == null ? "reconstructed" : "ended";
    }

    public BigDecimal energyWh() {
        BigDecimal last = meterStopWh != null ? meterStopWh : meterLastWh;
        return last == null || meterStartWh == null ? BigDecimal.ZERO : last.subtract(meterStartWh).max(BigDecimal.ZERO);
    }

    public ChargingTransaction with(TransactionStarted started) {
        return new ChargingTransaction(id, ref, placed(started.connector()), started.opening(), known(idTag, text(started.idToken())),
                chargingState, started.at(),
                stoppedAt, known(started.meterStartWh(), meterStartWh), meterLastWh, meterStopWh, known(startReason, started.reason()),
                stopReason,
                known(remoteStartId, started.remoteStartId()));
    }

    public ChargingTransaction with(TransactionUpdated updated) {
        if (!isActive()) return this;
        return new ChargingTransaction(id, ref, placed(updated.connector()), opening, known(idTag, text(updated.idToken())),
                known(updated.chargingState(), chargingState),
                startedAt, stoppedAt, meterStartWh, meterLastWh, meterStopWh, startReason, stopReason,
                known(remoteStartId, updated.remoteStartId()));
    }

    /** The first end that the station tells counts; a second one changes nothing. */
    public ChargingTransaction with(TransactionEnded ended) {
        if (!isActive() && !isAbandoned()) return this;
        BigDecimal stop = known(ended.meterStopWh(), meterLastWh);
        return new ChargingTransaction(id, ref, placed(ended.connector()), opening, known(idTag, text(ended.idToken())), null, startedAt,
                ended.at(), known(meterStartWh, stop), meterLastWh, stop, startReason, ended.reason().value(), remoteStartId);
    }

    /** Another one began in its place: it ended unseen, with the last reading we have, until its station tells more. */
    public ChargingTransaction abandoned(Instant at) {
        return with(new TransactionEnded(connector, at, ref, null, null, ABANDONED));
    }

    private boolean isAbandoned() { return ABANDONED.value().equals(stopReason); }

    /** A register reading; the first one is the start when none was told. Readings after the end are history only. */
    public ChargingTransaction metered(BigDecimal registerWh) {
        if (!isActive() || meterLastWh != null && registerWh.compareTo(meterLastWh) < 0) return this;
        return new ChargingTransaction(id, ref, connector, opening, idTag, chargingState, startedAt, stoppedAt,
                known(meterStartWh, registerWh), registerWh,
                meterStopWh, startReason, stopReason, remoteStartId);
    }

    private ConnectorRef placed(ConnectorRef told) {
        if (connector.isStation()) return told;
        return connector.connector() == 0 && told.evse() == connector.evse() ? told : connector;
    }

    private static @Nullable String text(@Nullable IdToken token) { return token == null || token.isEmpty() ? null : token.value(); }

    private static <T> @Nullable T known(@Nullable T first, @Nullable T second) { return first != null ? first : second; }
}
