package io.wattline.csms.account;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are known.
 *
 * @param portalUrl where people find the portal: links and passkeys are for this address
 * @param trustedEdges addresses or networks whose {@code X-Forwarded-For} is believed when somebody signs in
 * @param invitationLifetime how long an invited user may take
 * @param resetLifetime how long a link to set a new password is good for
 * @param shortestPassword in characters
 * @param passkeyOrigins further origins whose passkeys are ours, such as those of apps
 */
@ConfigurationProperties("wattline.identity")
public record IdentityProperties(@DefaultValue("http://localhost:8080") URI portalUrl,
        @DefaultValue( {
                "127.0.0.0/8", "::1"}) List<String> trustedEdges,
        @DefaultValue("7d") Duration invitationLifetime,
        @DefaultValue("1d") Duration resetLifetime, @DefaultValue("10") int shortestPassword,
        @DefaultValue List<String> passkeyOrigins){
    public IdentityProperties {
        trustedEdges = List.copyOf(trustedEdges);
        passkeyOrigins = List.copyOf(passkeyOrigins);
        if (portalUrl.getHost() == null)
            throw new IllegalArgumentException("wattline.identity.portal-url is no address like https://portal.example");
        if (shortestPassword < 8 || shortestPassword > 64)
            throw new IllegalArgumentException("wattline.identity.shortest-password is between 8 and 64");
    }

    /** Scheme, host and port of the portal, as browsers name it. */
    public String portalOrigin() {
        return portalUrl.getScheme() + "://" + portalUrl.getAuthority();
    }
}
