package io.wattline.allinone;

import io.wattline.csms.CsmsApplication;
import io.wattline.mobile.MobileApplication;
import io.wattline.portal.PortalApplication;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Profiles;

/**
 * csms, mobile-api and portal in one process. They speak to each other over loopback as they do in production; {@link OwnLibrariesOnly}
 * and {@link OwnEventLoops} keep apart what one process would mix.
 */
public final class Platform implements AutoCloseable {
    private static final List<String> FOR_ALL = List.of("--spring.profiles.default=demo", "--spring.main.banner-mode=off",
            "--spring.main.log-startup-info=false", "--logging.level.root=warn", "--logging.level.io.wattline=info",
            "--logging.include-application-name=false", "--logging.level.org.springdoc=error", "--logging.level.reactor.netty=error",
            "--logging.level.org.springframework.boot.web.server.reactive.context=error");
    private static final String CLOSED_BY_US = "--spring.main.register-shutdown-hook=false";

    private final Deque<AutoCloseable> closedFirst = new ArrayDeque<>();
    private final ConfigurableApplicationContext csms;
    private final ConfigurableApplicationContext mobile;
    private final ConfigurableApplicationContext portal;

    private Platform(ConfigurableApplicationContext csms, String... settings) {
        this.csms = csms;
        csms.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) closeWhatNeedsCsms();
        });
        String whereCsmsIs = "--wattline.csms.url=" + csms();
        mobile = MobileApplication.start(with(settings, CLOSED_BY_US, whereCsmsIs, "--server.port=${wattline.mobile.port:8082}"));
        beforeClosing(mobile);
        portal = PortalApplication.start(with(settings, CLOSED_BY_US, whereCsmsIs, "--server.port=${wattline.portal.port:8080}"));
        beforeClosing(portal);
    }

    /** Starts all three, or none; settings are {@code --name=value}, for all of them. */
    public static Platform start(String... settings) {
        ConfigurableApplicationContext csms = CsmsApplication.start(with(settings, "--server.port=${wattline.csms.port:8081}"));
        try {
            return new Platform(csms, settings);
        } catch (RuntimeException e) {
            csms.close();
            throw e;
        }
    }

    public URI csms() { return address("http", csms, ""); }

    public URI mobile() { return address("http", mobile, ""); }

    public URI portal() { return address("http", portal, ""); }

    /** RSocket over WebSocket. */
    public URI rsocket() { return address("ws", mobile, "/rsocket"); }

    /** RSocket over TCP. */
    public int rsocketTcpPort() {
        return mobile.getEnvironment().getRequiredProperty("local.rsocket.server.port", Integer.class);
    }

    /** Where stations connect; their id follows after a slash. */
    public URI chargers() { return address("ws", csms, "/ocpp"); }

    boolean hasProfile(String name) { return csms.getEnvironment().acceptsProfiles(Profiles.of(name)); }

    /** Closes it when the platform closes, before the platform and before what was handed over earlier. */
    void beforeClosing(AutoCloseable part) {
        closedFirst.push(part);
    }

    /** Ends what needs csms, then csms, then the embedded database. The same happens when the process is asked to end. */
    @Override
    public void close() { csms.close(); }

    private void closeWhatNeedsCsms() {
        while (!closedFirst.isEmpty()) {
            try {
                closedFirst.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static URI address(String scheme, ConfigurableApplicationContext application, String path) {
        return URI.create(scheme + "://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    /** What the user says replaces what we say. */
    private static String[] with(String[] settings, String... ours) {
        Set<String> said = Stream.of(settings).map(Platform::name).collect(Collectors.toSet());
        Stream<String> unsaid = Stream.concat(FOR_ALL.stream(), Stream.of(ours)).filter(our -> !said.contains(name(our)));
        return Stream.concat(unsaid, Stream.of(settings)).toArray(String[]::new);
    }

    private static String name(String setting) { return setting.replaceFirst("=.*", ""); }
}
