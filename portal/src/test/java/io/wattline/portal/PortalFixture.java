package io.wattline.portal;

import org.junit.jupiter.api.AfterEach;
import org.springframework.context.ConfigurableApplicationContext;

/** The running portal with a scripted csms behind it, started once for all tests of the module. */
abstract class PortalFixture {
    static final ScriptedCsms csms = new ScriptedCsms(0);
    private static final ConfigurableApplicationContext PORTAL = PortalApplication.start("--wattline.csms.url=" + csms.url(),
            "--server.port=0",
            "--spring.main.banner-mode=off");

    @AfterEach
    void resetCsms() { csms.reset(); }

    static Browser browser() { return new Browser(PORTAL.getEnvironment().getRequiredProperty("local.server.port", Integer.class)); }
}
