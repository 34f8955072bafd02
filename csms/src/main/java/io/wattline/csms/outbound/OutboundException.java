package io.wattline.csms.outbound;

/** A call that was not made or came to nothing; the sentence may be shown to whoever entered the address. */
public final class OutboundException extends RuntimeException {
    OutboundException(String sentence) { super(sentence, null, false, false); }
}
