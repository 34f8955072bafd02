package io.wattline.csms.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an accepted command may take to show its effect: a transaction after a remote start, a boot after a reset,
 * everything that the station scheduled for when it is idle, anything else; and how long after a failure, and the interval it was given, a
 * station that may try again has to say so.
 */
@ConfigurationProperties("wattline.commands")
record CommandProperties(@DefaultValue("120s") Duration startTimeout, @DefaultValue("5m") Duration resetTimeout,
        @DefaultValue("24h") Duration scheduledTimeout, @DefaultValue("120s") Duration effectTimeout,
        @DefaultValue("15m") Duration retryTimeout) {}
