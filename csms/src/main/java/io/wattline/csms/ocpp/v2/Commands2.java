package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.FrameCodec;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Impossible;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.csms.ocpp.wire.Statuses;
import io.wattline.model.command.CertificateCommand;
import io.wattline.model.command.CommandResult;
import io.wattline.model.command.ChargingProfileCommand;
import io.wattline.model.command.LocalListCommand;
import io.wattline.model.command.ReservationCommand;
import io.wattline.model.command.FileCommand;
import io.wattline.model.command.SecurityCommand;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.ChangeAvailability;
import io.wattline.model.command.StationCommand.ChangeConfiguration;
import io.wattline.model.command.StationCommand.ClearCache;
import io.wattline.model.command.StationCommand.DataTransfer;
import io.wattline.model.command.StationCommand.GetBaseReport;
import io.wattline.model.command.StationCommand.GetConfiguration;
import io.wattline.model.command.StationCommand.GetTransactionStatus;
import io.wattline.model.command.StationCommand.GetVariables;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.command.StationCommand.Reset;
import io.wattline.model.command.StationCommand.SetVariables;
import io.wattline.model.command.StationCommand.TriggerMessage;
import io.wattline.model.command.StationCommand.UnlockConnector;
import io.wattline.model.command.StationCommand.Variable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Commands as 2.x says them. Source: OCPP 2.0.1 part 2 §2. */
final class Commands2 {
    private Commands2() {}

    static Encoding encode(StationCommand command) {
        return switch (command) {
            case RemoteStart c -> new Request("RequestStartTransaction", requestStart(c));
            case RemoteStop c -> new Request("RequestStopTransaction", payload().put("transactionId", c.transaction().value()));
            case Reset c -> new Request("Reset", reset(c));
            case UnlockConnector c -> new Request("UnlockConnector", payload().put("evseId", c.evse()).put("connectorId", c.connector()));
            case ChangeAvailability c ->
                new Request("ChangeAvailability",
                        at(payload().put("operationalStatus", c.operative() ? "Operative" : "Inoperative"), c.evse(), c.connector()));
            case TriggerMessage c ->
                new Request("TriggerMessage", at(payload().put("requestedMessage", c.requestedMessage()), c.evse(), c.connector()));
            case GetConfiguration _,ChangeConfiguration _ -> new Impossible("OCPP 2.x knows variables, not configuration keys");
            case GetBaseReport c -> new Request("GetBaseReport", payload().put("requestId", c.requestId()).put("reportBase", c.base()));
            case GetVariables c -> new Request("GetVariables", getVariables(c));
            case SetVariables c -> new Request("SetVariables", setVariables(c));
            case ClearCache _ -> new Request("ClearCache", payload());
            case DataTransfer c -> new Request("DataTransfer", dataTransfer(c));
            case GetTransactionStatus c -> new Request("GetTransactionStatus",
                    c.transaction() == null ? payload() : payload().put("transactionId", c.transaction().value()));
            case RawCall c -> Encoding.of(c);
            case ReservationCommand c -> Reservations.encode(c);
            case CertificateCommand c -> Certificates.encode(c);
            case FileCommand c -> Files.encode(c);
            case ChargingProfileCommand c -> ChargingProfiles.encode(c);
            case LocalListCommand c -> LocalLists.encode(c);
            case SecurityCommand.UpgradeSecurityProfile c -> SecurityUpgrade.encode(c);
        };
    }

    /** Of an answer with many results: accepted when every one was, else what the first other one got. */
    static CommandResult resultOf(JsonNode results, String member) {
        for (JsonNode result : results)
            if (!(Statuses.resultOf(result.path(member).asString("")) instanceof CommandResult.Accepted))
                return Statuses.resultOf(result.path(member).asString(""));
        return new CommandResult.Accepted();
    }

    private static ObjectNode requestStart(RemoteStart command) {
        ObjectNode payload = payload();
        payload.set("idToken", FrameCodec.mapper().valueToTree(Tokens.of(command.idToken())));
        payload.put("remoteStartId", command.remoteStartId());
        if (command.evse() != null && command.evse() > 0) payload.put("evseId", command.evse());
        if (command.profile() != null) payload.set("chargingProfile", ChargingProfiles.write(command.profile()));
        return payload;
    }

    private static ObjectNode reset(Reset command) {
        ObjectNode payload = payload().put("type", command.hard() ? "Immediate" : "OnIdle");
        return command.evse() == null || command.evse() == 0 ? payload : payload.put("evseId", command.evse());
    }

    private static ObjectNode getVariables(GetVariables command) {
        ObjectNode payload = payload();
        var data = payload.putArray("getVariableData");
        command.variables().forEach(variable -> describe(data.addObject(), variable));
        return payload;
    }

    private static ObjectNode setVariables(SetVariables command) {
        ObjectNode payload = payload();
        var data = payload.putArray("setVariableData");
        command.values().forEach((variable, value) -> describe(data.addObject().put("attributeValue", value), variable));
        return payload;
    }

    private static void describe(ObjectNode data, Variable variable) {
        if (variable.attribute() != null) data.put("attributeType", variable.attribute());
        ObjectNode component = data.putObject("component").put("name", variable.component());
        if (variable.componentInstance() != null) component.put("instance", variable.componentInstance());
        at(component, variable.evse(), variable.connector());
        ObjectNode named = data.putObject("variable").put("name", variable.name());
        if (variable.instance() != null) named.put("instance", variable.instance());
    }

    private static ObjectNode dataTransfer(DataTransfer command) {
        ObjectNode payload = payload().put("vendorId", command.vendorId());
        if (command.messageId() != null) payload.put("messageId", command.messageId());
        if (command.data() != null) payload.put("data", command.data());
        return payload;
    }

    private static ObjectNode at(ObjectNode payload, @Nullable Integer evse, @Nullable Integer connector) {
        if (evse == null || evse == 0) return payload;
        ObjectNode place = payload.putObject("evse").put("id", evse);
        if (connector != null && connector > 0) place.put("connectorId", connector);
        return payload;
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
