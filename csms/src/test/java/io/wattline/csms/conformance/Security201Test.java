package io.wattline.csms.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** OCPP 2.0.1 block A: who may connect, as far as the password decides. */
class Security201Test extends Scene201 {
    private static final String PASSWORD = "a password of sixteen";
    private static final String NEXT = "another one of sixteen";

    @Test
    void tc_A_01_rightPassword() {
        secured();

        station = ScenarioStation.connected(address.with(address.id(), PASSWORD));
        booted();

        operator.seesStation("{'online':true}");
    }

    @Test
    void tc_A_02_userIsNotTheStation() {
        secured();

        assertThat(ScenarioStation.refused(address.with("somebody-else", PASSWORD))).isEqualTo(401);
        assertThat(ScenarioStation.refused(address)).isEqualTo(401);
    }

    @Test
    void tc_A_03_wrongPassword() {
        secured();

        assertThat(ScenarioStation.refused(address.with(address.id(), NEXT))).isEqualTo(401);
    }

    @Test
    void tc_A_09_newPassword() {
        secured();
        station = ScenarioStation.connected(address.with(address.id(), PASSWORD));
        booted();

        operator.changesStation("{'newPassword':'" + NEXT + "'}");
        setPassword("Accepted").isAnswered("Accepted");
        reconnectsWith(NEXT);

        assertThat(ScenarioStation.refused(address.with(address.id(), PASSWORD))).isEqualTo(401);
        operator.seesStation("{'online':true}");
    }

    @Test
    void tc_A_10_stationRejectsTheNewPassword() {
        secured();
        station = ScenarioStation.connected(address.with(address.id(), PASSWORD));
        booted();

        setPassword("Rejected").becomes("{'finished':true,'result':'Rejected'}");

        reconnectsWith(PASSWORD);
        assertThat(ScenarioStation.refused(address.with(address.id(), NEXT))).isEqualTo(401);
    }

    private Operator.Task setPassword(String status) {
        var task = operator.commands("set-variables",
                "{'variables':[{'component':'SecurityCtrlr','variable':'BasicAuthPassword','value':'" + NEXT + "'}]}");
        station.receives("SetVariables", "{'setVariableData':[{'attributeValue':'" + NEXT + "','variable':{'name':'BasicAuthPassword'}}]}")
                .replies("{'setVariableResult':[{'attributeStatus':'" + status
                        + "','component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}}]}");
        return task;
    }

    private void secured() {
        operator.changesStation("{'password':'" + PASSWORD + "'}");
        station.isClosed();
    }

    private void reconnectsWith(String password) {
        station.close();
        station = ScenarioStation.connected(address.with(address.id(), password));
        booted();
    }
}
