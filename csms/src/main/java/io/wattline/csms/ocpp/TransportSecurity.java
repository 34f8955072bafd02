package io.wattline.csms.ocpp;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How an attempt to connect came. {@code certificates}: the chain of the client, its own first, whose private key it was shown to have;
 * nobody checked yet who vouches for it. Empty when it showed none.
 */
public record TransportSecurity(boolean encrypted, List<X509Certificate> certificates) {
    public static final TransportSecurity PLAIN = new TransportSecurity(false, List.of());

    public TransportSecurity { certificates = List.copyOf(certificates); }
}
