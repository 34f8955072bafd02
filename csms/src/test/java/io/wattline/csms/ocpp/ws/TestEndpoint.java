package io.wattline.csms.ocpp.ws;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wattline.csms.ocpp.AccountShares;
import io.wattline.csms.ocpp.InMemoryCentralSystem;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.ocpp.tls.TlsEndpoint;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The charger endpoint alone, on a port of its own, in front of an {@link InMemoryCentralSystem}. */
final class TestEndpoint implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    TestEndpoint(String... settings) {
        var defaults = Stream.of("--server.port=0", "--spring.config.name=none", "--spring.main.web-application-type=reactive",
                "--wattline.ocpp.quiet-period=0s", "--logging.pattern.console=%m %kvp{NONE}%n");
        var own = Stream.of(settings).map(setting -> "--" + setting).toList();
        var args = Stream.concat(defaults.filter(each -> own.stream().noneMatch(one -> one.startsWith(each.split("=")[0]))), own.stream());
        context = SpringApplication.run(EndpointOnly.class, args.toArray(String[]::new));
    }

    int port() { return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class); }

    int tlsPort() { return context.getBean(TlsListener.class).port(); }

    TlsEndpoint tls() { return context.getBean(TlsEndpoint.class); }

    InMemoryCentralSystem central() { return context.getBean(InMemoryCentralSystem.class); }

    StationLinks links() { return context.getBean(StationLinks.class); }

    /** Waits until it is connected. */
    StationLink link(String id) {
        return await().until(() -> links().find(new AccountId("demo"), new StationId(id)), Optional::isPresent).orElseThrow();
    }

    double metric(String name) {
        return context.getBean(MeterRegistry.class).get(name).counters().stream().mapToDouble(Counter::count).sum();
    }

    /** How often connections were refused for this reason. */
    double refused(String reason) {
        return context.getBean(MeterRegistry.class).find("wattline.ocpp.refused").tag("reason", reason).counters().stream()
                .mapToDouble(Counter::count).sum();
    }

    RefusalsEndpoint refusals() { return context.getBean(RefusalsEndpoint.class); }

    @Override
    public void close() { context.close(); }

    /** No {@code @Configuration}: tests of the whole csms scan this package too. */
    @ImportAutoConfiguration({NettyReactiveWebServerAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
            WebFluxAutoConfiguration.class})
    @ConfigurationPropertiesScan("io.wattline.csms.ocpp")
    @ComponentScan(basePackages = "io.wattline.csms.ocpp", excludeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Configuration.class))
    static class EndpointOnly {
        @Bean
        InMemoryCentralSystem central() { return new InMemoryCentralSystem(); }

        @Bean
        Clock clock() { return Clock.systemUTC(); }

        @Bean
        AccountShares unlimited() { return (_, _) -> 0; }

        @Bean
        MeterRegistry metrics() { return new SimpleMeterRegistry(); }
    }
}
