package io.wattline.csms.ocpp.rpc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the charger endpoint.
 *
 * @param callTimeout how long a station may take to answer a CALL
 * @param pingInterval between WebSocket pings; proxies drop connections that are silent for a minute
 * @param pongTimeout how long a station that answers pings may stay silent after one until it counts as gone
 * @param silenceLimit the same for a station that never answered a ping
 * @param maxFrameSize of a whole message; a larger one ends the connection
 * @param assumeVersion what a station speaks that offers no subprotocol ({@code 1.6}, {@code 2.0.1}, {@code 2.1}); empty refuses it
 */
@ConfigurationProperties("wattline.ocpp")
public record OcppProperties(@DefaultValue("30s") Duration callTimeout,
        @DefaultValue("20s") Duration pingInterval,
        @DefaultValue("5s") Duration pongTimeout,
        @DefaultValue("15m") Duration silenceLimit,
        @DefaultValue("1MB") DataSize maxFrameSize,
        @DefaultValue("1.6") String assumeVersion) {}
