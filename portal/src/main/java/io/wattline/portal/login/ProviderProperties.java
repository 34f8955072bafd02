package io.wattline.portal.login;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OpenID Connect provider that people may sign in with; none unless {@code issuer} is set. csms has to trust the same issuer.
 *
 * @param issuer       its issuer, from which its addresses and keys are found
 * @param clientId     as which the portal is known there
 * @param clientSecret none for a public client; the code is bound with PKCE in both cases
 * @param scopes       what is asked for; more may be needed for an access token that is meant for csms
 * @param callback     the portal's own address as people see it, with {@code /login/provider/callback}
 * @param label        what the button says
 * @param only         whether nobody may sign in with a password here
 */
@ConfigurationProperties("wattline.portal.provider")
record ProviderProperties(@Nullable String issuer, @Nullable String clientId, @Nullable String clientSecret,
        @DefaultValue( {
                "openid", "profile", "email"}) List<String> scopes,
        @DefaultValue("http://localhost:8080/login/provider/callback") URI callback,
        @DefaultValue("Sign in with your organisation") String label,
        @DefaultValue("false") boolean only){
    ProviderProperties {
        if (issuer != null && (clientId == null || clientId.isBlank()))
            throw new IllegalArgumentException("wattline.portal.provider.client-id is needed with an issuer.");
        if (!scopes.contains("openid")) throw new IllegalArgumentException("wattline.portal.provider.scopes needs openid.");
        if (only && issuer == null) throw new IllegalArgumentException("wattline.portal.provider.only needs an issuer.");
    }

    boolean isThere() { return issuer != null; }
}
