package io.wattline.model.event;

/** What a station tells beside its charging: no connector and no transaction changes by it, one feature makes sense of it. */
public sealed interface Announcement extends StationEvent
        permits CertificateFact, ChargingProfileFact, DeviceModelFact, JobProgressed, LocalListFact, MessageNoted, MessageSuspect,
        ReservationFact, SecurityEventReported, TransactionNotice {
    /** Its name in histories and event streams, for example {@code firmware.status}. */
    String type();
}
