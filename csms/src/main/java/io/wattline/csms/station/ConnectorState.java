package io.wattline.csms.station;

import io.wattline.model.event.StatusChanged;
import io.wattline.model.live.ConnectorLive;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a connector: its status and what it measured last; {@code energyWh} is that of the running or last transaction. */
public record ConnectorState(ConnectorRef ref, ConnectorStatus status, String reportedStatus, @Nullable String errorCode,
        @Nullable Instant statusAt,
        @Nullable BigDecimal powerW, @Nullable BigDecimal energyWh, @Nullable BigDecimal socPercent, @Nullable Instant meterAt,
        @Nullable UUID transactionId) {
    public static ConnectorState unknown(ConnectorRef ref) {
        return new ConnectorState(ref, ConnectorStatus.UNKNOWN, "Unknown", null, null, null, null, null, null, null);
    }

    /** A status older than the known one (a replayed queue) changes nothing. */
    public ConnectorState with(StatusChanged change) {
        if (statusAt != null && change.at().isBefore(statusAt)) return this;
        return new ConnectorState(ref, change.status(), change.reported(), change.errorCode(), change.at(), powerW, energyWh, socPercent,
                meterAt, transactionId);
    }

    /** A station that is unavailable or faulted as a whole lies over its connectors; what they reported themselves stays theirs. */
    public ConnectorState under(ConnectorStatus station) {
        return switch (station) {
            case UNAVAILABLE, FAULTED ->
                new ConnectorState(ref, station, reportedStatus, errorCode, statusAt, powerW, energyWh, socPercent,
                        meterAt, transactionId);
            case UNKNOWN, AVAILABLE, OCCUPIED, RESERVED -> this;
        };
    }

    /** What was measured at {@code at}; absent figures leave the known ones, older ones change nothing. */
    public ConnectorState measured(Instant at, @Nullable BigDecimal power, @Nullable BigDecimal energy, @Nullable BigDecimal soc) {
        if (meterAt != null && at.isBefore(meterAt)) return this;
        return new ConnectorState(ref, status, reportedStatus, errorCode, statusAt, power == null ? powerW : power,
                energy == null ? energyWh : energy,
                soc == null ? socPercent : soc, at, transactionId);
    }

    public ConnectorState charging(UUID transaction) {
        if (transaction.equals(transactionId)) return this;
        return new ConnectorState(ref, status, reportedStatus, errorCode, statusAt, powerW, BigDecimal.ZERO, null, meterAt, transaction);
    }

    public ConnectorState idle(@Nullable BigDecimal lastEnergyWh) {
        return new ConnectorState(ref, status, reportedStatus, errorCode, statusAt, BigDecimal.ZERO, lastEnergyWh, socPercent, meterAt,
                null);
    }

    /** Whether nothing but what was measured differs from before. */
    public boolean isOnlyMeasuredSince(ConnectorState before) {
        return status == before.status && reportedStatus.equals(before.reportedStatus) && Objects.equals(errorCode, before.errorCode)
                && Objects.equals(statusAt, before.statusAt) && Objects.equals(transactionId, before.transactionId);
    }

    boolean isCharging() { return transactionId != null && powerW != null && powerW.signum() > 0; }

    /** As viewers see it. */
    public ConnectorLive live(boolean online, Instant at, long sequence) {
        return new ConnectorLive(ref, online, status, reportedStatus, powerW, energyWh, socPercent,
                transactionId == null ? null : transactionId.toString(), at,
                sequence);
    }
}
