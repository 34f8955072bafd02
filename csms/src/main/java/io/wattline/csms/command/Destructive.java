package io.wattline.csms.command;

import io.wattline.model.command.CertificateCommand.CertificateSigned;
import io.wattline.model.command.CertificateCommand.DeleteCertificate;
import io.wattline.model.command.CertificateCommand.GetInstalledCertificateIds;
import io.wattline.model.command.CertificateCommand.InstallCertificate;
import io.wattline.model.command.ChargingProfileCommand;
import io.wattline.model.command.FileCommand.GetDiagnostics;
import io.wattline.model.command.FileCommand.GetLog;
import io.wattline.model.command.FileCommand.PublishFirmware;
import io.wattline.model.command.FileCommand.UnpublishFirmware;
import io.wattline.model.command.FileCommand.UpdateFirmware;
import io.wattline.model.command.LocalListCommand;
import io.wattline.model.command.ReservationCommand;
import io.wattline.model.command.SecurityCommand.UpgradeSecurityProfile;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Which commands are destructive: they cut people off who charge, or may leave a station that nobody reaches or trusts any more. What a
 * station recovers from by itself is not: a soft reset ends sessions in order, a cleared cache fills again, availability is set back.
 */
final class Destructive {
    private static final String CUTS_OFF = "Running sessions are cut off at once.";
    private static final String FIRMWARE = "A wrong image can leave the station useless.";
    private static final String TRUST = "It decides whom the station trusts, and a wrong step locks us out.";
    private static final String LIFELINE = "A wrong value cuts the station off from us for good.";
    /** Settings of 1.6 and variables of 2.x by which a station finds and knows us. */
    private static final Set<String> LIFELINES = Set.of("AuthorizationKey", "SecurityProfile", "BasicAuthPassword",
            "NetworkConfigurationPriority");
    private static final JsonMapper JSON = new JsonMapper();

    private Destructive() {}

    /** Why it is destructive, as a sentence; null when it is not. */
    static @Nullable String why(StationCommand command) {
        return switch (command) {
            case Reset reset -> reset.hard() ? CUTS_OFF : null;
            case UpdateFirmware _,PublishFirmware _ -> FIRMWARE;
            case InstallCertificate _,DeleteCertificate _ -> TRUST;
            case ChangeConfiguration change -> LIFELINES.contains(change.key()) ? LIFELINE : null;
            case SetVariables set ->
                set.values().keySet().stream().anyMatch(each -> LIFELINES.contains(each.name())) ? LIFELINE : null;
            case UpgradeSecurityProfile _ -> LIFELINE;
            case RawCall raw -> why(raw.action(), raw.payload());
            case RemoteStart _,RemoteStop _,UnlockConnector _,ChangeAvailability _,TriggerMessage _,GetConfiguration _,GetVariables _,GetBaseReport _,ClearCache _,DataTransfer _,GetTransactionStatus _,ReservationCommand _,ChargingProfileCommand _,LocalListCommand _,GetDiagnostics _,GetLog _,UnpublishFirmware _,CertificateSigned _,GetInstalledCertificateIds _ ->
                null;
        };
    }

    /** A command of a station that never came keeps its name in REST. */
    private static @Nullable String why(String action, String payload) {
        return switch (Payloads.kebab(action)) {
            case "reset" -> Set.of("Soft", "OnIdle").contains(read(payload).path("type").asString("")) ? null : CUTS_OFF;
            case "update-firmware", "signed-update-firmware", "publish-firmware" -> FIRMWARE;
            case "install-certificate", "delete-certificate" -> TRUST;
            case "set-network-profile" -> LIFELINE;
            case "change-configuration" -> LIFELINES.contains(read(payload).path("key").asString("")) ? LIFELINE : null;
            case "set-variables" -> read(payload).path("setVariableData").valueStream()
                    .anyMatch(each -> LIFELINES.contains(each.path("variable").path("name").asString(""))) ? LIFELINE : null;
            default -> null;
        };
    }

    /** A payload that is no JSON says nothing. */
    private static JsonNode read(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
