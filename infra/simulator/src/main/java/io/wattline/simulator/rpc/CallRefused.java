package io.wattline.simulator.rpc;

/** The station answers a CALL of the central system with this CALLERROR. */
public final class CallRefused extends RuntimeException {
    final String code;

    public CallRefused(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    public static CallRefused notImplemented(String action) {
        return new CallRefused("NotImplemented", "this station does not know " + action);
    }
}
