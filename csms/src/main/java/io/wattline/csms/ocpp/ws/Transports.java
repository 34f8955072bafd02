package io.wattline.csms.ocpp.ws;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.wattline.csms.ocpp.TransportSecurity;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.stereotype.Component;

/** How a station came: over its own connection, or through a proxy that is trusted to tell. */
@Component
class Transports {
    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

    private final List<IpSubnetFilterRule> proxies;

    Transports(ProxyProperties settings) { proxies = settings.trustedProxies().stream().map(Transports::range).toList(); }

    TransportSecurity of(Upgrade wanted, String station) {
        HttpHeaders headers = wanted.request().getHeaders();
        if (!proxies.isEmpty() && isTrusted(wanted.channel().remoteAddress())) return told(headers, station);
        if (ForwardedCertificate.isIn(headers))
            LOG.atWarn().addKeyValue("station", station).addKeyValue("remote", wanted.channel().remoteAddress())
                    .log("a certificate in a header is ignored: it came from no trusted proxy");
        SslInfo tls = wanted.request().getSslInfo();
        return tls == null ? TransportSecurity.PLAIN : new TransportSecurity(true, chain(tls.getPeerCertificates()));
    }

    private static TransportSecurity told(HttpHeaders headers, String station) {
        String scheme = headers.getFirst("X-Forwarded-Proto");
        boolean encrypted = scheme != null && List.of("https", "wss").contains(scheme.strip().toLowerCase(Locale.ROOT));
        if (!ForwardedCertificate.isIn(headers)) return new TransportSecurity(encrypted, List.of());
        try {
            return new TransportSecurity(true, ForwardedCertificate.of(headers));
        } catch (IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("station", station).addKeyValue("why", e.getMessage()).log("a certificate in a header cannot be read");
            return new TransportSecurity(encrypted, List.of());
        }
    }

    private boolean isTrusted(SocketAddress peer) {
        return peer instanceof InetSocketAddress address && proxies.stream().anyMatch(range -> range.matches(address));
    }

    private static IpSubnetFilterRule range(String text) {
        try {
            String range = text.contains("/") ? text : text + (text.contains(":") ? "/128" : "/32");
            return new IpSubnetFilterRule(range, IpFilterRuleType.ACCEPT);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("wattline.ocpp.trusted-proxies: " + text + " is no address or range like 10.0.0.0/8", e);
        }
    }

    private static List<X509Certificate> chain(X509Certificate @Nullable [] certificates) {
        return certificates == null ? List.of() : List.of(certificates);
    }
}
