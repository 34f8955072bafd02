package io.wattline.csms.oidc;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The OpenID Connect providers whose access tokens are taken, by a name of the operator's choice; none unless set. */
@ConfigurationProperties("wattline.oidc")
record OidcProperties(Map<String, Provider> providers) {
    OidcProperties {
        providers = providers == null ? Map.of() : Map.copyOf(providers);
        Set<String> issuers = new HashSet<>();
        providers.forEach((name, provider) -> {
            if (!issuers.add(provider.issuer()))
                throw new IllegalArgumentException("wattline.oidc.providers." + name + ".issuer is that of another provider too.");
        });
    }
}
