package io.wattline.mobile;

import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.rsocket.RSocketSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The edge that phones speak to: RSocket over WebSocket and TCP, its HTTP and SSE twin, and the driver's web page.
 * It keeps no state: whatever a driver asks is asked of csms with the driver's own token.
 */
@SpringBootApplication(exclude = {ReactiveUserDetailsServiceAutoConfiguration.class,
        RSocketSecurityAutoConfiguration.class}, excludeName = {MobileApplication.DATABASE, MobileApplication.TEMPLATES})
@ConfigurationPropertiesScan
public class MobileApplication {
    // Not on this module's classpath, but on that of the all-in-one.
    static final String DATABASE = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration";
    static final String TEMPLATES = "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration";

    @Bean
    Clock clock() { return Clock.systemUTC(); }

    public static void main(String... args) { start(args); }

    /** Starts the edge with the settings of {@code mobile-api.yaml}, which the arguments override. */
    public static ConfigurableApplicationContext start(String... args) {
        SpringApplication application = new SpringApplication(MobileApplication.class);
        application.setMainApplicationClass(MobileApplication.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        return application
                .run(Stream.concat(Stream.of("--spring.config.name=mobile-api"), Arrays.stream(args)).toArray(String[]::new));
    }
}
