package io.wattline.mobile;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the phones' edge.
 *
 * @param rsocketTcpPort port of RSocket over TCP; 0 takes a free one
 * @param corsOrigins    web origins that may call the HTTP twin from a browser; none by default. Name the driver page's own
 *                       origin too when TLS ends at a proxy before this service
 * @param commandWait    how long a start or stop waits for the station's answer before the phone has to follow the task
 */
@ConfigurationProperties("wattline.mobile")
public record MobileProperties(@DefaultValue("7000") int rsocketTcpPort, @DefaultValue List<String> corsOrigins,
        @DefaultValue("30s") Duration commandWait) {
    public MobileProperties {
        if (rsocketTcpPort < 0 || rsocketTcpPort > 65535)
            throw new IllegalArgumentException("wattline.mobile.rsocket-tcp-port is not a port: " + rsocketTcpPort);
        if (commandWait.isNegative() || commandWait.compareTo(Duration.ofMinutes(5)) > 0)
            throw new IllegalArgumentException("wattline.mobile.command-wait must lie between 0s and 5m: " + commandWait);
        corsOrigins = List.copyOf(corsOrigins);
    }
}
