package io.wattline.csms;

import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The platform: stations, tenancy, tasks; REST and SSE. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CsmsApplication {
    public static void main(String... args) { start(args); }

    /** Starts it with the settings of {@code csms.yaml}; further arguments override them. */
    public static ConfigurableApplicationContext start(String... args) {
        return SpringApplication.run(CsmsApplication.class,
                Stream.concat(Stream.of("--spring.config.name=csms"), Stream.of(args)).toArray(String[]::new));
    }

    @Bean
    Clock clock() { return Clock.systemUTC(); }
}
