package io.wattline.csms.certificate;

/** Nothing was signed; the sentence is for those who look at the request. */
final class SigningException extends RuntimeException {
    SigningException(String sentence) { super(sentence, null, false, false); }
}
