package io.wattline.csms.secret;

/** The master key cannot be one; the sentence does not repeat it. */
public final class UnusableKeyException extends RuntimeException {
    UnusableKeyException(String sentence) { super(sentence, null, false, false); }
}
