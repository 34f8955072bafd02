package io.wattline.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.springframework.context.ConfigurableApplicationContext;

/** The running portal with a scripted csms behind it, started once for all tests of the module. */
abstract class PortalFixture {
    static final ScriptedCsms csms = new ScriptedCsms(0);
    /** Where the provider is, once a test starts it. */
    static final int PROVIDER_PORT = freePort();
    private static final ConfigurableApplicationContext PORTAL = PortalApplication.start("--wattline.csms.url=" + csms.url(),
            "--server.port=0",
            "--spring.main.banner-mode=off", "--wattline.portal.provider.issuer=http://localhost:" + PROVIDER_PORT + "/work",
            "--wattline.portal.provider.client-id=portal",
            "--wattline.portal.provider.callback=http://portal.example/login/provider/callback");

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void resetCsms() { csms.reset(); }

    static Browser browser() { return new Browser(PORTAL.getEnvironment().getRequiredProperty("local.server.port", Integer.class)); }
}
