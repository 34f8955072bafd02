package io.wattline.mobile.csms;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where csms is.
 *
 * @param url            its address, without a path
 * @param connectTimeout limit for a connection to it
 * @param answerTimeout  limit for its answer, on top of the time a command may wait for its station
 */
@ConfigurationProperties("wattline.csms")
public record CsmsProperties(@DefaultValue("http://localhost:8081") URI url, @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration answerTimeout) {
    public CsmsProperties {
        if (url.getHost() == null) throw new IllegalArgumentException("wattline.csms.url is not an address: " + url);
    }
}
