package io.wattline.csms.outbound;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpMethod;

/**
 * What leaves: headers by name, the body as it is, and how many redirects are followed. An address with a user or password in it is
 * refused: secrets belong into headers.
 */
@SuppressWarnings("ArrayRecordComponent")
public record OutboundCall(HttpMethod method, URI url, Map<String, String> headers, byte[] body, int redirects) {
    private static final byte[] NONE = {};

    public OutboundCall { headers = Map.copyOf(headers); }

    public static OutboundCall get(URI url) { return new OutboundCall(HttpMethod.GET, url, Map.of(), NONE, 0); }

    public static OutboundCall post(URI url, String contentType, byte[] body) {
        return new OutboundCall(HttpMethod.POST, url, Map.of("Content-Type", contentType), body, 0);
    }

    public OutboundCall with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new OutboundCall(method, url, more, body, redirects);
    }

    public OutboundCall following(int most) { return new OutboundCall(method, url, headers, body, most); }

    /** The call that a redirect asks for: credentials stay with the host they were for, and only 307 and 308 repeat the body. Source: RFC 9110 §15.4. */
    OutboundCall redirected(int status, URI target) {
        boolean same = target.getHost() != null && target.getHost().equalsIgnoreCase(url.getHost()) && target.getPort() == url.getPort()
                && target.getScheme().equals(url.getScheme());
        Map<String, String> kept = same
                ? headers
                : Map.of("Content-Type", headers.getOrDefault("Content-Type", "application/octet-stream"));
        return status == 307 || status == 308 || method.equals(HttpMethod.GET)
                ? new OutboundCall(method, target, kept, body, redirects - 1)
                : new OutboundCall(HttpMethod.GET, target, same ? headers : Map.of(), NONE, redirects - 1);
    }
}
