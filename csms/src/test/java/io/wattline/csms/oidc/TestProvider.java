package io.wattline.csms.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import no.nav.security.mock.oauth2.MockOAuth2Server;

/** An OpenID Connect provider of two issuers, at an address that csms knows before the provider is there. */
public final class TestProvider {
    private static final int PORT = freePort();

    private TestProvider() {}

    /** What csms is told of it: who comes through {@code outside} becomes a user, who comes through {@code inside} must be one. */
    public static String[] settings() {
        return new String[]{"wattline.oidc.providers.outside.issuer=" + issuer("outside"),
                "wattline.oidc.providers.outside.audience=wattline", "wattline.oidc.providers.outside.account-claim=tenant",
                "wattline.oidc.providers.outside.permissions-claim=groups",
                "wattline.oidc.providers.outside.permissions.readers=ReadTags,ReadOverview",
                "wattline.oidc.providers.outside.create-users=true", "wattline.oidc.providers.inside.issuer=" + issuer("inside"),
                "wattline.oidc.providers.inside.audience=wattline", "wattline.oidc.providers.inside.account=demo",
                "wattline.oidc.providers.away.issuer=http://localhost:1/away", "wattline.oidc.providers.away.audience=wattline",
                "wattline.oidc.providers.away.account=demo"};
    }

    static String issuer(String name) { return "http://localhost:" + PORT + "/" + name; }

    static MockOAuth2Server start() throws IOException {
        var server = new MockOAuth2Server();
        server.start(InetAddress.getByName("localhost"), PORT);
        return server;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
