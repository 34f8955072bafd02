package io.wattline.csms.ocpp.ws;

import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may speak OCPP 2.x, for those who introduce it step by step.
 *
 * @param enabled whether anybody may
 * @param stations the ids of those that may; all when the list is empty
 */
@ConfigurationProperties("wattline.ocpp.v2")
record V2Properties(@DefaultValue("true") boolean enabled, @DefaultValue List<String> stations) {
    V2Properties {
        stations = List.copyOf(stations);
    }

    boolean admits(StationId station, OcppVersion version) {
        return !version.is2x() || enabled && (stations.isEmpty() || stations.contains(station.value()));
    }
}
