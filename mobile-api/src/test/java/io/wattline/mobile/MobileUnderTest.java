package io.wattline.mobile;

import io.rsocket.metadata.WellKnownMimeType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.security.rsocket.metadata.BearerTokenAuthenticationEncoder;
import org.springframework.security.rsocket.metadata.BearerTokenMetadata;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** The application on free ports before a scripted csms, and the phones that speak to it. */
final class MobileUnderTest implements AutoCloseable {
    static final MimeType TOKEN = MimeTypeUtils.parseMimeType(WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION.getString());

    enum Transport {
        WEBSOCKET, TCP
    }

    final ScriptedCsms csms = new ScriptedCsms().start();
    final ConfigurableApplicationContext application;
    private final List<RSocketRequester> phones = new ArrayList<>();

    MobileUnderTest(String... settings) {
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--wattline.mobile.rsocket-tcp-port=0",
                "--wattline.csms.url=" + csms.url(), "--spring.main.banner-mode=off"));
        all.addAll(List.of(settings));
        application = MobileApplication.start(all.toArray(String[]::new));
    }

    /** A user of his own, so that tests do not share a stream. */
    static String someDriver() { return UUID.randomUUID().toString(); }

    RSocketRequester phone(String token) { return phone(Transport.WEBSOCKET, MimeTypeUtils.APPLICATION_JSON, token); }

    RSocketRequester phone(Transport transport, MimeType data, String token) {
        return connect(transport, builder(data).setupMetadata(new BearerTokenMetadata(token), TOKEN));
    }

    RSocketRequester phoneWithoutToken(Transport transport) { return connect(transport, builder(MimeTypeUtils.APPLICATION_JSON)); }

    private RSocketRequester.Builder builder(MimeType data) {
        RSocketStrategies strategies = application.getBean(RSocketStrategies.class).mutate()
                .encoder(new BearerTokenAuthenticationEncoder()).build();
        return RSocketRequester.builder().rsocketStrategies(strategies).dataMimeType(data);
    }

    private RSocketRequester connect(Transport transport, RSocketRequester.Builder builder) {
        RSocketRequester phone = switch (transport) {
            case WEBSOCKET -> builder.websocket(URI.create("ws://localhost:" + port("local.server.port") + "/rsocket"));
            case TCP -> builder.tcp("localhost", port("local.rsocket.server.port"));
        };
        phones.add(phone);
        return phone;
    }

    WebTestClient http() {
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port("local.server.port"))
                .responseTimeout(Duration.ofSeconds(10)).build();
    }

    /** Puts every phone away and lets csms forget everything, for the next test. */
    void reset() {
        phones.forEach(RSocketRequester::dispose);
        phones.clear();
        csms.reset();
    }

    private int port(String property) { return application.getEnvironment().getRequiredProperty(property, Integer.class); }

    @Override
    public void close() {
        phones.forEach(RSocketRequester::dispose);
        application.close();
        csms.stop();
    }
}
