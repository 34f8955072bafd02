package io.wattline.csms.ocpp.rpc;

/** What the peer hears as a CALLERROR: a code and a sentence. Without a stack trace, for it tells of the peer's mistake. */
public final class OcppException extends RuntimeException {
    /** Longer descriptions are refused by stations. Source: OCPP-J 1.6 §4.2.3, 2.0.1 part 4 §4.2.3. */
    private static final int LONGEST_DESCRIPTION = 255;

    private final OcppErrorCode code;

    public OcppException(OcppErrorCode code, String sentence) {
        super(sentence.length() <= LONGEST_DESCRIPTION ? sentence : sentence.substring(0, LONGEST_DESCRIPTION - 1) + "…", null, false,
                false);
        this.code = code;
    }

    public OcppErrorCode code() { return code; }

    public String sentence() { return getMessage(); }
}
