package io.wattline.csms.oidc;

import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * A provider and what its tokens mean here.
 *
 * @param issuer           as its tokens name it; its keys are found from there
 * @param audience         that a token must be for
 * @param algorithms       with which tokens may be signed; those with public keys only
 * @param clockSkew        by which its clock may differ from ours
 * @param account          to which all its users belong; or else
 * @param accountClaim     the claim that names the account
 * @param permissionsClaim whose values, of {@code permissions}, say what a user may; without it users have what they were granted here
 * @param permissions      by the value of the claim, names like {@code ReadChargingStations}
 * @param createUsers      whether who signs in for the first time becomes a user; otherwise he must be one, by his e-mail address
 */
record Provider(String issuer, String audience, @DefaultValue("RS256") List<String> algorithms, @DefaultValue("10s") Duration clockSkew,
        @Nullable String account, @Nullable String accountClaim, @Nullable String permissionsClaim,
        @Nullable Map<String, List<String>> permissions, @DefaultValue("false") boolean createUsers) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    Provider {
        require(issuer != null && isAddress(issuer), "issuer must be an https address; http is for this machine only");
        require(audience != null && !audience.isBlank(), "audience is missing: without it tokens for others would be taken");
        for (String algorithm : algorithms)
            require(SignatureAlgorithm.from(algorithm) != null, "algorithms has " + algorithm + ", which signs with no public key");
        require(!algorithms.isEmpty(), "algorithms is empty");
        require(!clockSkew.isNegative() && clockSkew.compareTo(Duration.ofMinutes(5)) <= 0, "clock-skew must be 0s to 5m");
        require((account == null) != (accountClaim == null), "account is needed, or else account-claim, not both");
        permissions = permissions == null ? Map.of() : Map.copyOf(permissions);
        require(permissionsClaim != null || permissions.isEmpty(), "permissions need a permissions-claim");
        permissions.values().forEach(names -> names.forEach(Provider::permission));
    }

    Set<SignatureAlgorithm> signatures() { return algorithms.stream().map(SignatureAlgorithm::from).collect(Collectors.toSet()); }

    /** What the values of the claim come to; those that say nothing here are no concern of ours. */
    Set<Permission> granted(List<String> claims) {
        return claims.stream().flatMap(claim -> permissions.getOrDefault(claim, List.of()).stream()).map(Provider::permission)
                .collect(Collectors.toSet());
    }

    AccountId fixedAccount() { return new AccountId(account); }

    private static Permission permission(String name) {
        try {
            return Permission.ofWireName(name);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("wattline.oidc: permissions has " + name + ", which is not a permission.");
        }
    }

    private static boolean isAddress(String issuer) {
        URI address = URI.create(issuer);
        return address.getHost() != null
                && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost()));
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) throw new IllegalArgumentException("wattline.oidc: " + sentence + ".");
    }
}
