package io.wattline.portal;

import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The web portal: a stateless edge that shows what csms tells it with the user's own token. */
@SpringBootApplication(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class PortalApplication {
    @Bean
    Clock clock() { return Clock.systemUTC(); }

    public static void main(String... args) { start(args); }

    /** Starts the portal with the settings of {@code portal.yaml}; later arguments win. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplication(PortalApplication.class)
                .run(Stream.concat(Stream.of("--spring.config.name=portal"), Stream.of(args)).toArray(String[]::new));
    }
}
