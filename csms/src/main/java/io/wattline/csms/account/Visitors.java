package io.wattline.csms.account;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Tells from where a request comes: the address that speaks to us, or the one that a trusted edge names last. */
@Component
public class Visitors {
    /** What only addresses look like: anything else would be looked up as a name. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final List<IpSubnetFilterRule> trusted;

    Visitors(IdentityProperties identity) { this.trusted = identity.trustedEdges().stream().map(Visitors::rule).toList(); }

    public Visitor of(ServerHttpRequest request, @Nullable String device) {
        return new Visitor(address(request), request.getHeaders().getFirst(HttpHeaders.USER_AGENT), device);
    }

    private String address(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null) return "unknown";
        String forwarded = request.getHeaders().getFirst("X-Forwarded-For");
        if (forwarded == null || trusted.stream().noneMatch(rule -> rule.matches(peer))) return peer.getAddress().getHostAddress();
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : peer.getAddress().getHostAddress();
    }

    private static IpSubnetFilterRule rule(String network) {
        String[] parts = network.split("/");
        try {
            if (!ADDRESS.matcher(parts[0]).matches()) throw new IllegalArgumentException(network);
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int bits = parts.length > 1 ? Integer.parseInt(parts[1]) : address.getAddress().length * 8;
            return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("wattline.identity.trusted-edges: " + network + " is no address or network like 10.0.0.0/8",
                    e);
        }
    }
}
