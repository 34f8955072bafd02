package io.wattline.csms.welcome;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a station is asked without anybody asking.
 *
 * @param statusRequests whether a station that connected is asked for the status of connectors it says nothing about
 * @param settleDelay how long it has to tell it by itself
 */
@ConfigurationProperties("wattline.welcome")
record WelcomeProperties(@DefaultValue("true") boolean statusRequests, @DefaultValue("60s") Duration settleDelay) {}
