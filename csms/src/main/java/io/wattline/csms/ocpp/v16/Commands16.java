package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Impossible;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.ChargingProfileCommand;
import io.wattline.model.command.LocalListCommand;
import io.wattline.model.command.ReservationCommand;
import io.wattline.model.command.CertificateCommand;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Commands as 1.6 says them. EVSE n is connectorId n. Source: OCPP 1.6 §5. */
final class Commands16 {
    private Commands16() {}

    static Encoding encode(StationCommand command) {
        return switch (command) {
            case RemoteStart c -> new Request("RemoteStartTransaction", remoteStart(c));
            case RemoteStop c -> remoteStop(c.transaction());
            case Reset c -> c.evse() != null && c.evse() > 0
                    ? new Impossible("OCPP 1.6 resets whole stations only")
                    : new Request("Reset", payload().put("type", c.hard() ? "Hard" : "Soft"));
            case UnlockConnector c -> new Request("UnlockConnector", payload().put("connectorId", c.evse()));
            case ChangeAvailability c -> new Request("ChangeAvailability",
                    payload().put("connectorId", c.evse()).put("type", c.operative() ? "Operative" : "Inoperative"));
            case TriggerMessage c -> trigger(c);
            case GetConfiguration c -> getConfiguration(c);
            case GetBaseReport _ -> new Request("GetConfiguration", payload());
            case ChangeConfiguration c -> new Request("ChangeConfiguration", payload().put("key", c.key()).put("value", c.value()));
            case GetVariables _,SetVariables _ -> new Impossible("OCPP 1.6 knows configuration keys, not variables");
            case ClearCache _ -> new Request("ClearCache", payload());
            case DataTransfer c -> new Request("DataTransfer", dataTransfer(c));
            case GetTransactionStatus _ -> new Impossible("OCPP 1.6 stations cannot be asked about a transaction");
            case RawCall c -> Encoding.of(c);
            case ReservationCommand c -> Reservations.encode(c);
            case CertificateCommand c -> Certificates.encode(c);
            case FileCommand c -> Files.encode(c);
            case ChargingProfileCommand c -> ChargingProfiles.encode(c);
            case LocalListCommand c -> LocalLists.encode(c);
            case SecurityCommand.UpgradeSecurityProfile c -> SecurityUpgrade.encode(c);
        };
    }

    private static ObjectNode remoteStart(RemoteStart command) {
        ObjectNode payload = at(payload().put("idTag", command.idToken().value()), command.evse());
        if (command.profile() != null) payload.set("chargingProfile", ChargingProfiles.write(command.profile()));
        return payload;
    }

    private static Encoding remoteStop(TransactionRef transaction) {
        try {
            return new Request("RemoteStopTransaction", payload().put("transactionId", Integer.parseInt(transaction.value())));
        } catch (NumberFormatException e) {
            return new Impossible("OCPP 1.6 numbers its transactions; " + transaction + " is no such number");
        }
    }

    /** What only the security extension knows is asked for in its way. Source: OCPP 1.6 security whitepaper §5.3. */
    private static Encoding trigger(TriggerMessage command) {
        String extended = switch (command.requestedMessage()) {
            case "LogStatusNotification" -> "LogStatusNotification";
            case "SignChargePointCertificate", "SignChargingStationCertificate" -> "SignChargePointCertificate";
            default -> null;
        };
        return extended == null
                ? new Request("TriggerMessage", at(payload().put("requestedMessage", command.requestedMessage()), command.evse()))
                : new Request("ExtendedTriggerMessage", at(payload().put("requestedMessage", extended), command.evse()));
    }

    private static Encoding getConfiguration(GetConfiguration command) {
        ObjectNode payload = payload();
        if (!command.keys().isEmpty()) {
            var keys = payload.putArray("key");
            command.keys().forEach(keys::add);
        }
        return new Request("GetConfiguration", payload);
    }

    private static ObjectNode dataTransfer(DataTransfer command) {
        ObjectNode payload = payload().put("vendorId", command.vendorId());
        if (command.messageId() != null) payload.put("messageId", command.messageId());
        if (command.data() != null) payload.put("data", command.data());
        return payload;
    }

    private static ObjectNode at(ObjectNode payload, @Nullable Integer evse) {
        return evse == null || evse == 0 ? payload : payload.put("connectorId", evse);
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
