package io.wattline.csms.ocpp;

/** Certificates or keys of the server, or of those it trusts, cannot be used; the message is a sentence for who operates it. */
public final class UnusableCertificateException extends RuntimeException {
    public UnusableCertificateException(String sentence) { super(sentence); }

    public UnusableCertificateException(String sentence, Throwable cause) { super(sentence, cause); }
}
