package io.wattline.csms.station;

import io.wattline.csms.ocpp.Admission.Reason;

/** What a station at the door showed of who it is. */
sealed interface Proof {
    /** {@code profile}: the security profile of what it showed, 0 to 3. */
    record Enough(int profile) implements Proof {
        /** Whether it is this station and no other of the same name. */
        boolean isIdentity() { return profile > 0; }
    }

    /** {@code sentence}: for the log and for who looks at the station. */
    record Lacking(Reason reason, String sentence) implements Proof {}
}
