package io.wattline.simulator.station;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One charging transaction as the station knows it. */
final class Session {
    final Evse evse;
    final int connector;
    final String tag;
    /** The station's own name of it: the transactionId of OCPP 2.x. */
    final String id;
    final Instant startedAt;
    final @Nullable Integer remoteStartId;
    final @Nullable Integer reservationId;
    /** The central system's number of it (OCPP 1.6), once it has answered StartTransaction. */
    @Nullable
    Integer number;
    PlugState state = PlugState.PREPARING;
    private int events;

    Session(Evse evse, int connector, String tag, String id, Instant startedAt, @Nullable Integer remoteStartId,
            @Nullable Integer reservationId) {
        this.evse = evse;
        this.connector = connector;
        this.tag = tag;
        this.id = id;
        this.startedAt = startedAt;
        this.remoteStartId = remoteStartId;
        this.reservationId = reservationId;
    }

    /** The seqNo of the next TransactionEvent: 0, 1, 2… */
    int nextSeqNo() { return events++; }

    /** The chargingState of OCPP 2.x. */
    String chargingState() { return state == PlugState.PREPARING ? "EVConnected" : state.word16; }
}
