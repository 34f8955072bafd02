package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.model.event.StationConnected;
import io.wattline.model.event.StationDisconnected;
import io.wattline.model.event.StatusChanged;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void atShutdownStationsAreSentAwayAtOnceAndThatIsTold() {
        var closing = new TestEndpoint("server.shutdown=graceful");
        try (var station = RawStation.connected(closing.port(), "/ocpp/CP1", "ocpp1.6")) {
            station.sends("[2,'1','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]")
                    .answers("[3,'1',{}]");
            var central = closing.central();

            closing.close();

            station.isClosed(1001, "restarts");
            assertThat(central.facts).hasExactlyElementsOfTypes(StationConnected.class, StatusChanged.class, StationDisconnected.class);
        }
    }
}
