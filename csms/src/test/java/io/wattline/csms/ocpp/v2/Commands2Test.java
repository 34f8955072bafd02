package io.wattline.csms.ocpp.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wattline.csms.ocpp.TestStation;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.CommandResult.Accepted;
import io.wattline.model.command.CommandResult.Rejected;
import io.wattline.model.command.CommandResult.Unsupported;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.ChangeAvailability;
import io.wattline.model.command.StationCommand.ChangeConfiguration;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.command.StationCommand.DataTransfer;
import io.wattline.model.command.StationCommand.GetConfiguration;
import io.wattline.model.command.StationCommand.GetTransactionStatus;
import io.wattline.model.command.StationCommand.GetVariables;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.Reset;
import io.wattline.model.command.StationCommand.SetVariables;
import io.wattline.model.command.StationCommand.TriggerMessage;
import io.wattline.model.command.StationCommand.UnlockConnector;
import io.wattline.model.command.StationCommand.Variable;
import io.wattline.model.station.OcppVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V1_6")
class Commands2Test {
    private static final Variable INTERVAL = new Variable("OCPPCommCtrlr", null, null, "HeartbeatInterval", null, null);
    private static final Variable TARGET = new Variable("EVSE", "a", 1, "Power", "b", "Target");

    private final TestStation station;

    Commands2Test(OcppVersion version) { station = Station2.station(version); }

    static Stream<Arguments> saidCommands() {
        return Stream.of(
                arguments(new RemoteStart(new IdToken("TAG1"), 2, 1, 5), "RequestStartTransaction",
                        "{'idToken':{'idToken':'TAG1','type':'Central'},'remoteStartId':5,'evseId':2}"),
                arguments(new RemoteStart(new IdToken("04AABBCCDDEEFF"), null, null, 5), "RequestStartTransaction",
                        "{'idToken':{'idToken':'04AABBCCDDEEFF','type':'ISO14443'},'remoteStartId':5}"),
                arguments(new RemoteStop(new TransactionRef("t-1")), "RequestStopTransaction", "{'transactionId':'t-1'}"),
                arguments(new GetTransactionStatus(new TransactionRef("t-1")), "GetTransactionStatus", "{'transactionId':'t-1'}"),
                arguments(new GetTransactionStatus(null), "GetTransactionStatus", "{}"),
                arguments(new Reset(true, null), "Reset", "{'type':'Immediate'}"),
                arguments(new Reset(false, 1), "Reset", "{'type':'OnIdle','evseId':1}"),
                arguments(new UnlockConnector(1, 2), "UnlockConnector", "{'evseId':1,'connectorId':2}"),
                arguments(new ChangeAvailability(true, 0, null), "ChangeAvailability", "{'operationalStatus':'Operative'}"),
                arguments(new ChangeAvailability(false, 1, 2), "ChangeAvailability",
                        "{'operationalStatus':'Inoperative','evse':{'id':1,'connectorId':2}}"),
                arguments(new TriggerMessage("StatusNotification", 1, 1), "TriggerMessage",
                        "{'requestedMessage':'StatusNotification','evse':{'id':1,'connectorId':1}}"),
                arguments(new GetVariables(List.of(INTERVAL, TARGET)), "GetVariables",
                        "{'getVariableData':[{'component':{'name':'OCPPCommCtrlr'},'variable':{'name':'HeartbeatInterval'}},"
                                + "{'attributeType':'Target','component':{'name':'EVSE','instance':'a','evse':{'id':1}},'variable':{'name':'Power','instance':'b'}}]}"),
                arguments(new SetVariables(Map.of(INTERVAL, "60")), "SetVariables",
                        "{'setVariableData':[{'attributeValue':'60','component':{'name':'OCPPCommCtrlr'},'variable':{'name':'HeartbeatInterval'}}]}"),
                arguments(new ClearCache(), "ClearCache", "{}"),
                arguments(new DataTransfer("acme", "m", "d"), "DataTransfer", "{'vendorId':'acme','messageId':'m','data':'d'}"));
    }

    @ParameterizedTest
    @MethodSource("saidCommands")
    void aCommandBecomesARequest(StationCommand command, String action, String payload) {
        station.isAsked(command).isCalled(action, payload);
    }

    static Stream<StationCommand> unsaidCommands() {
        return Stream.of(new GetConfiguration(List.of()), new ChangeConfiguration("A", "b"), new GetVariables(List.of()),
                new TriggerMessage("DiagnosticsStatusNotification", null, null));
    }

    @ParameterizedTest
    @MethodSource("unsaidCommands")
    void whatThisVersionCannotSayIsUnsupportedWithASentence(StationCommand command) {
        station.isAsked(command).receivesNothing();

        assertThat(result()).isInstanceOfSatisfying(Unsupported.class, unsupported -> assertThat(unsupported.why()).isNotBlank());
    }

    @Test
    void variablesAreSetWhenEachOneIs() {
        station.isAsked(new SetVariables(Map.of(INTERVAL, "60"))).next();
        station.replies(
                """
                [3,$id,{'setVariableResult':[{'attributeStatus':'RebootRequired','component':{'name':'OCPPCommCtrlr'},'variable':{'name':'A'}}]}]""");

        assertThat(result()).isEqualTo(new Accepted());
    }

    @Test
    void oneVariableThatIsNotSetRejectsTheCommand() {
        station.isAsked(new SetVariables(Map.of(INTERVAL, "60"))).next();
        station.replies("""
                [3,$id,{'setVariableResult':[{'attributeStatus':'Accepted','component':{'name':'OCPPCommCtrlr'},'variable':{'name':'A'}},
                 {'attributeStatus':'UnknownVariable','component':{'name':'OCPPCommCtrlr'},'variable':{'name':'B'}}]}]""");

        assertThat(result()).isEqualTo(new Rejected("UnknownVariable"));
    }

    private CommandResult result() { return ((Answered) station.progress.getLast()).result(); }
}
