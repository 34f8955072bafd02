package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.TokenBucket.Rate;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the charger endpoint.
 *
 * @param callTimeout how long a station may take to answer a CALL
 * @param quietPeriod how long after connecting a station is asked nothing unless it boots, for some break when they are asked too early
 * @param pingInterval between WebSocket pings; proxies drop connections that are silent for a minute
 * @param pongTimeout how long a station that answers pings may owe one until it is asked nothing any more
 * @param silenceLimit how long a station may be silent whose heartbeat interval is not known
 * @param maxFrameSize of a whole message; a larger one ends the connection
 * @param mostUnreadable messages in a row that cannot be read until the connection is closed
 */
@ConfigurationProperties("wattline.ocpp")
public record OcppProperties(@DefaultValue("30s") Duration callTimeout,
        @DefaultValue("10s") Duration quietPeriod,
        @DefaultValue("20s") Duration pingInterval,
        @DefaultValue("5s") Duration pongTimeout,
        @DefaultValue("15m") Duration silenceLimit,
        @DefaultValue("1MB") DataSize maxFrameSize,
        @DefaultValue("100") int mostUnreadable,
        @DefaultValue Messages messages,
        @DefaultValue Attempts attempts) {
    /**
     * How much a station may send; what is over it is answered later, never dropped.
     *
     * @param perMinute in the long run; 0 for no limit
     * @param perHour the same over an hour; 0 for no limit
     * @param burst what passes at once before that counts
     */
    public record Messages(@DefaultValue("60") int perMinute, @DefaultValue("1000") int perHour, @DefaultValue("300") int burst) {
        Rate minute() { return new Rate(perMinute, burst); }

        Rate hour() { return new Rate(perHour / 60.0, burst + perHour); }
    }

    /** How often one remote address may try to connect. Thousands of stations may come back at once from behind one. */
    public record Attempts(@DefaultValue("600") int perMinute, @DefaultValue("12000") int burst) {
        public Rate rate() { return new Rate(perMinute, burst); }
    }
}
