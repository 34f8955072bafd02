package io.wattline.model.event;

import io.wattline.model.charging.TagStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a message says beside the transaction's step itself. Source: OCPP 2.x TransactionEventRequest, 1.6 §6.45.
 *
 * @param seqNo the message's number among those of its transaction; null in OCPP 1.x, which does not count them
 * @param offline whether the step happened while the station had no connection
 * @param trigger the station's word for what made it tell
 * @param tokenStatus what was answered about the token of the message; null when it names none
 * @param reservationId the reservation that the transaction uses
 * @param phases how many phases the car used
 * @param cableMaxCurrent what the cable carries, A
 * @param claimedAt the station's own text for the time, when it cannot be right and the fact carries ours
 */
public record TransactionDetails(@Nullable Integer seqNo, boolean offline, @Nullable String trigger, @Nullable TagStatus tokenStatus,
        @Nullable Integer reservationId, @Nullable Integer phases, @Nullable Integer cableMaxCurrent, @Nullable String claimedAt) {
    public static final TransactionDetails NONE = new TransactionDetails(null, false, null, null, null, null, null, null);

    /** Whether the token of the message may not charge. One that was to stop only stops nothing when it is refused. */
    public boolean isUnauthorized() {
        return !"StopAuthorized".equals(trigger) && tokenStatus != null && tokenStatus != TagStatus.ACCEPTED;
    }

    public TransactionDetails with(TagStatus status) {
        return new TransactionDetails(seqNo, offline, trigger, status, reservationId, phases, cableMaxCurrent, claimedAt);
    }
}
