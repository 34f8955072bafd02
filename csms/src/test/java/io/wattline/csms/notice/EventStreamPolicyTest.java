package io.wattline.csms.notice;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.command.StationScene;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether stations may open periodic event streams, and how many. */
class EventStreamPolicyTest extends StationScene {
    private int attempts;

    EventStreamPolicyTest() { super("ocpp2.1"); }

    @AfterEach
    void allowAgain() { allow(16); }

    @Test
    void anAccountMayRefuseThemAll() {
        allow(0);

        assertThat(open(1)).isEqualTo("Rejected");
        sends(1);

        assertThat(streams()).isEmpty();
        assertThat(list("/events?type=message.OpenPeriodicEventStream")).hasSize(1);
        assertThat(list("/events?type=stream.values")).isEmpty();
    }

    @Test
    void noMoreAreOpenThanTheAccountAllows() {
        allow(2);

        assertThat(List.of(open(1), open(2), open(3))).containsExactly("Accepted", "Accepted", "Rejected");
        sends(2);
        sends(3);
        assertThat(streams()).containsExactly("1", "2");
        assertThat(list("/events?type=stream.values")).hasSize(1);
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

    private List<String> streams() { return list("/notices?kind=event-stream").stream().map(each -> each.path("key").asString()).toList(); }
}
