package io.wattline.csms.outbound;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Calls that leave for addresses somebody entered. {@code allowed} are names of hosts that may be at addresses of the own network;
 * {@code timeout} is for a whole call, redirects included.
 */
@ConfigurationProperties("wattline.outbound")
record OutboundProperties(@DefaultValue Set<String> allowed, @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration timeout, @DefaultValue("1MB") DataSize largestResponse) {
    boolean allows(String host) { return allowed.stream().anyMatch(host::equalsIgnoreCase); }
}
