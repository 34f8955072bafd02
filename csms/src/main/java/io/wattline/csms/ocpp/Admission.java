package io.wattline.csms.ocpp;

/** The answer to a station at the door. */
public sealed interface Admission {
    /** {@code standing}: what a boot would be answered now; a station that does not boot after it reconnects is taken at that. */
    record Admitted(StationPrincipal principal, CentralSystem.BootStatus standing) implements Admission {}

    /** Refused with the HTTP status of its reason; {@code sentence} goes to the log and to the response's body. */
    record Refused(Reason reason, String sentence) implements Admission {}

    enum Reason {
        UNKNOWN_STATION(404), BAD_CREDENTIALS(401), BAD_CERTIFICATE(403), WEAK_PROFILE(403), DISABLED(403), SUSPENDED(403), NO_VERSION(
                400), UNAVAILABLE(503);

        private final int httpStatus;

        Reason(int httpStatus) { this.httpStatus = httpStatus; }

        public int httpStatus() { return httpStatus; }
    }
}
