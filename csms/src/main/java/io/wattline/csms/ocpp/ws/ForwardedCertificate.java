package io.wattline.csms.ocpp.ws;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriUtils;

/**
 * The certificate of a client as proxies hand it on: PEM, encoded like a part of an address. Envoy tells it with the name {@code Cert}, or the
 * whole {@code Chain}, beside things that come from the certificate itself; others tell it alone, some as the Base64 of DER.
 */
final class ForwardedCertificate {
    private static final String ENVOY = "X-Forwarded-Client-Cert";
    private static final String OTHERS = "X-SSL-Client-Cert";
    private static final Pattern PEM = Pattern.compile("-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", Pattern.DOTALL);

    private ForwardedCertificate() {}

    static boolean isIn(HttpHeaders headers) { return headers.containsHeader(ENVOY) || headers.containsHeader(OTHERS); }

    /** The certificate first; empty when the proxy had none to tell of. Fails with an IllegalArgumentException. */
    static List<X509Certificate> of(HttpHeaders headers) {
        List<String> lines = headers.getOrEmpty(ENVOY);
        String text = lines.isEmpty() ? headers.getOrEmpty(OTHERS).getLast() : envoy(String.join(",", lines));
        return certificates(UriUtils.decode(text.strip(), StandardCharsets.UTF_8));
    }

    /** Each proxy adds an element: the last is from the one that is connected to us. */
    private static String envoy(String header) {
        Map<String, String> told = new TreeMap<>();
        for (String member : split(split(header, ',').getLast(), ';')) {
            int equals = member.indexOf('=');
            if (equals > 0) told.put(member.substring(0, equals).strip().toLowerCase(Locale.ROOT), unquoted(member.substring(equals + 1)));
        }
        String chain = told.getOrDefault("chain", told.get("cert"));
        if (chain == null) throw new IllegalArgumentException("X-Forwarded-Client-Cert has neither Cert nor Chain");
        return chain;
    }

    /** At separators outside of quotes: a certificate's subject, which is in quotes, may hold whatever its owner likes. */
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) i++;
            else if (c == '"') quoted = !quoted;
            else if (c == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String unquoted(String value) {
        String text = value.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    private static List<X509Certificate> certificates(String text) {
        if (text.isBlank() || text.equals("(null)")) return List.of();
        var pem = PEM.matcher(text).results().map(found -> found.group(1)).toList();
        return (pem.isEmpty() ? List.of(text) : pem).stream().map(ForwardedCertificate::certificate).toList();
    }

    /** Line breaks may have become anything blank on the way. */
    private static X509Certificate certificate(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("what is told is no certificate", e);
        }
    }
}
