package io.wattline.csms.ocpp.tls;

import java.security.Security;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets suites without forward secrecy through that Java itself has shut off, if the operator asks for them. Java reads its list once, before
 * the first handshake of the process, so this comes before everything else.
 */
class RsaKeyExchange implements EnvironmentPostProcessor {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("wattline.ocpp.tls.rsa-key-exchange", boolean.class, false)) return;
        Security.setProperty(DISABLED, Stream.of(Security.getProperty(DISABLED).split(",")).map(String::strip)
                .filter(algorithm -> !algorithm.equals("TLS_RSA_*")).collect(Collectors.joining(", ")));
    }
}
