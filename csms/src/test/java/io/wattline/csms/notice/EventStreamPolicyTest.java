package io.wattline.csms.notice;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import io.wattline.csms.command.ConnectedStation;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whether stations may open periodic event streams, and how many. */
@CsmsTest
class EventStreamPolicyTest {
    private static final String STATION = "/api/v1/stations/{id}";

    @LocalServerPort
    private int port;

    private String id;
    private Rest owner;
    private ConnectedStation station;
    private int attempts;

    @BeforeEach
    void aStation() {
        id = "STREAM-" + UUID.randomUUID();
        owner = Rest.as(Rest.OWNER, port);
        station = new ConnectedStation(port, id, "ocpp2.1");
    }

    @AfterEach
    void leave() {
        allow(16);
        station.close();
    }

    @Test
    void anAccountMayRefuseThemAll() {
        allow(0);

        assertThat(open(1)).isEqualTo("Rejected");
        sends(1);

        assertThat(streams()).isEmpty();
        assertThat(json(owner.get(STATION + "/events?type=message.OpenPeriodicEventStream", id), 200).path("items")).hasSize(1);
        assertThat(json(owner.get(STATION + "/events?type=stream.values", id), 200).path("items")).isEmpty();
    }

    @Test
    void noMoreAreOpenThanTheAccountAllows() {
        allow(2);

        assertThat(List.of(open(1), open(2), open(3))).containsExactly("Accepted", "Accepted", "Rejected");
        sends(2);
        sends(3);
        assertThat(streams()).containsExactly("1", "2");
        assertThat(json(owner.get(STATION + "/events?type=stream.values", id), 200).path("items")).hasSize(1);
        assertThat(open(2)).as("one that is open may be opened again").isEqualTo("Accepted");
        station.calls("ClosePeriodicEventStream", "{'id':1}");
        assertThat(open(3)).isEqualTo("Accepted");
    }

    private void allow(int streams) { json(owner.patch("/api/v1/accounts/demo", "{'mostEventStreams':" + streams + "}"), 200); }

    private String open(int stream) {
        return station.calls("OpenPeriodicEventStream", "{'constantStreamData':{'id':" + stream
                + ",'variableMonitoringId':7,'params':{'interval':" + ++attempts + "}}}").path("status").asString();
    }

    /** A message of the stream, which nobody answers, and one that is answered after it. */
    private void sends(int stream) {
        station.sends("[6,'s" + stream + "','NotifyPeriodicEventStream',{'id':" + stream
                + ",'pending':0,'basetime':'2026-05-01T10:00:00Z','data':[{'t':0,'v':'30'}]}]");
        station.calls("Heartbeat", "{}");
    }

    private List<String> streams() {
        return json(owner.get(STATION + "/notices?kind=event-stream", id), 200).path("items").valueStream()
                .map(each -> each.path("key").asString()).toList();
    }
}
