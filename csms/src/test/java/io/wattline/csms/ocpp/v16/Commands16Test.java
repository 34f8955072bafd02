package io.wattline.csms.ocpp.v16;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wattline.csms.ocpp.TestStation;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandResult.Unsupported;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.ChangeAvailability;
import io.wattline.model.command.StationCommand.ChangeConfiguration;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.command.StationCommand.DataTransfer;
import io.wattline.model.command.StationCommand.GetConfiguration;
import io.wattline.model.command.StationCommand.GetVariables;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.Reset;
import io.wattline.model.command.StationCommand.SetVariables;
import io.wattline.model.command.StationCommand.TriggerMessage;
import io.wattline.model.command.StationCommand.UnlockConnector;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Commands16Test {
    private final TestStation station = Station16.station();

    static Stream<Arguments> saidCommands() {
        return Stream.of(
                arguments(new RemoteStart(new IdToken("TAG1"), 2, 1, 5), "RemoteStartTransaction", "{'idTag':'TAG1','connectorId':2}"),
                arguments(new RemoteStart(new IdToken("TAG1"), null, null, 5), "RemoteStartTransaction", "{'idTag':'TAG1'}"),
                arguments(new RemoteStop(new TransactionRef("17")), "RemoteStopTransaction", "{'transactionId':17}"),
                arguments(new Reset(true, null), "Reset", "{'type':'Hard'}"),
                arguments(new Reset(false, 0), "Reset", "{'type':'Soft'}"),
                arguments(new UnlockConnector(2, 1), "UnlockConnector", "{'connectorId':2}"),
                arguments(new ChangeAvailability(true, 0, null), "ChangeAvailability", "{'connectorId':0,'type':'Operative'}"),
                arguments(new ChangeAvailability(false, 1, 1), "ChangeAvailability", "{'connectorId':1,'type':'Inoperative'}"),
                arguments(new TriggerMessage("MeterValues", 1, null), "TriggerMessage",
                        "{'requestedMessage':'MeterValues','connectorId':1}"),
                arguments(new TriggerMessage("LogStatusNotification", null, null), "ExtendedTriggerMessage",
                        "{'requestedMessage':'LogStatusNotification'}"),
                arguments(new TriggerMessage("SignChargePointCertificate", null, null), "ExtendedTriggerMessage",
                        "{'requestedMessage':'SignChargePointCertificate'}"),
                arguments(new GetConfiguration(List.of()), "GetConfiguration", "{}"),
                arguments(new GetConfiguration(List.of("A", "B")), "GetConfiguration", "{'key':['A','B']}"),
                arguments(new ChangeConfiguration("HeartbeatInterval", "60"), "ChangeConfiguration",
                        "{'key':'HeartbeatInterval','value':'60'}"),
                arguments(new ClearCache(), "ClearCache", "{}"),
                arguments(new DataTransfer("acme", "m", "d"), "DataTransfer", "{'vendorId':'acme','messageId':'m','data':'d'}"));
    }

    @ParameterizedTest
    @MethodSource("saidCommands")
    void aCommandBecomesARequest(StationCommand command, String action, String payload) {
        station.isAsked(command).isCalled(action, payload);
    }

    static Stream<StationCommand> unsaidCommands() {
        return Stream.of(new Reset(true, 1), new RemoteStop(new TransactionRef("t-1")), new GetVariables(List.of()),
                new SetVariables(Map.of()),
                new TriggerMessage("TransactionEvent", null, null), new RemoteStart(new IdToken("a token of more than 20"), 1, null, 5));
    }

    @ParameterizedTest
    @MethodSource("unsaidCommands")
    void whatThisVersionCannotSayIsUnsupportedWithASentence(StationCommand command) {
        station.isAsked(command).receivesNothing();

        assertThat(station.progress).singleElement().isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.result())
                .isInstanceOfSatisfying(Unsupported.class, unsupported -> assertThat(unsupported.why()).isNotBlank()));
    }
}
