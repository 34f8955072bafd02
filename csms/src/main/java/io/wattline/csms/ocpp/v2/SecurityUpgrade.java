package io.wattline.csms.ocpp.v2;

import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Impossible;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.SecurityCommand.UpgradeSecurityProfile;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network profile with the new security profile goes before those the station has, and the station boots. One that cannot connect so
 * tries the profile it had before. Source: OCPP 2.0.1 part 2 A05, B09 and B10.
 */
final class SecurityUpgrade implements Script {
    private static final int MESSAGE_TIMEOUT_SECONDS = 30;

    private final UpgradeSecurityProfile command;

    SecurityUpgrade(UpgradeSecurityProfile command) { this.command = command; }

    static Encoding encode(UpgradeSecurityProfile command) {
        return command.url() == null
                ? new Impossible("OCPP 2.x stations have to be told the url that they are to connect to with security profile "
                        + command.profile())
                : setProfile(command, command.slot() == null ? 1 : command.slot());
    }

    @Override
    public @Nullable Request next(List<Exchange> heard, Limits limits) {
        if (!heard.stream().allMatch(Exchange::isAgreed)) return null;
        return switch (heard.size()) {
            case 0 -> getPriority();
            case 1 -> setProfile(command, slot(heard));
            case 2 ->
                setPriority(Stream.concat(Stream.of(slot(heard)), present(heard).stream().filter(one -> one != slot(heard))).toList());
            case 3 -> new Request("Reset", payload().put("type", "OnIdle"));
            default -> null;
        };
    }

    /** The last, or what it declined. */
    @Override
    public Outcome outcome(List<Exchange> heard) {
        Exchange last = heard.getLast();
        return new Outcome(last.request(), last.answered().result(), last.isUnderstood() ? last.answer() : null);
    }

    private int slot(List<Exchange> heard) {
        if (command.slot() != null) return command.slot();
        var taken = present(heard);
        int free = 1;
        while (taken.contains(free)) free++;
        return free;
    }

    private static List<Integer> present(List<Exchange> heard) {
        String told = heard.getFirst().answer().path("getVariableResult").path(0).path("attributeValue").asString("");
        return Stream.of(told.split(",")).map(String::strip).filter(slot -> slot.matches("\\d{1,9}")).map(Integer::valueOf).toList();
    }

    private static Request setProfile(UpgradeSecurityProfile command, int slot) {
        ObjectNode request = payload().put("configurationSlot", slot);
        request.putObject("connectionData").put("ocppVersion", "OCPP20").put("ocppTransport", "JSON").put("ocppCsmsUrl", command.url())
                .put("messageTimeout", MESSAGE_TIMEOUT_SECONDS).put("securityProfile", command.profile())
                .put("ocppInterface", command.networkInterface());
        return new Request("SetNetworkProfile", request);
    }

    private static Request getPriority() {
        ObjectNode request = payload();
        priority(request.putArray("getVariableData").addObject());
        return new Request("GetVariables", request);
    }

    private static Request setPriority(List<Integer> slots) {
        ObjectNode request = payload();
        priority(request.putArray("setVariableData").addObject().put("attributeValue",
                String.join(",", slots.stream().map(String::valueOf).toList())));
        return new Request("SetVariables", request);
    }

    private static void priority(ObjectNode data) {
        data.putObject("component").put("name", "OCPPCommCtrlr");
        data.putObject("variable").put("name", "NetworkConfigurationPriority");
    }

    private static ObjectNode payload() { return JsonNodeFactory.instance.objectNode(); }
}
