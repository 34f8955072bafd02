package io.wattline.csms.ocpp.ws;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code trustedProxies}: addresses (192.0.2.7, 10.0.0.0/8) whose word counts on whether a station came with TLS and which certificate it has. */
@ConfigurationProperties("wattline.ocpp")
record ProxyProperties(@DefaultValue List<String> trustedProxies) {
    ProxyProperties {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
