package io.wattline.portal.csms;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where csms is and how long its answer may take to begin. */
@ConfigurationProperties("wattline.csms")
record CsmsProperties(@DefaultValue("http://localhost:8081") URI url, @DefaultValue("10s") Duration timeout) {}
