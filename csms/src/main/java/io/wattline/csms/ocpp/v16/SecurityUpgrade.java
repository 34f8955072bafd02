package io.wattline.csms.ocpp.v16;

import io.wattline.csms.ocpp.rpc.Limits;
import io.wattline.csms.ocpp.rpc.Script;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding;
import io.wattline.csms.ocpp.rpc.WireFamily.Encoding.Request;
import io.wattline.model.command.SecurityCommand.UpgradeSecurityProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The station changes its security profile and reconnects by itself; one that says it has to reboot for that is told to. One that cannot
 * connect so goes back by itself. Source: OCPP 1.6 security whitepaper A05.
 */
final class SecurityUpgrade implements Script {
    private final List<Request> changes = new ArrayList<>();

    SecurityUpgrade(UpgradeSecurityProfile command) {
        command.settings().forEach((key, value) -> changes.add(change(key, value)));
        changes.add(profile(command));
    }

    static Encoding encode(UpgradeSecurityProfile command) { return profile(command); }

    @Override
    public @Nullable Request next(List<Exchange> heard, Limits limits) {
        if (!heard.stream().allMatch(Exchange::isAgreed)) return null;
        if (heard.size() < changes.size()) return changes.get(heard.size());
        boolean reboots = heard.stream().anyMatch(each -> each.answer().path("status").asString("").equals("RebootRequired"));
        return reboots && heard.size() == changes.size()
                ? new Request("Reset", JsonNodeFactory.instance.objectNode().put("type", "Soft"))
                : null;
    }

    /** What it declined, or else the profile. */
    @Override
    public Outcome outcome(List<Exchange> heard) {
        Exchange telling = heard.stream().filter(each -> !each.isAgreed()).findFirst().orElseGet(() -> heard.get(changes.size() - 1));
        return new Outcome(telling.request(), telling.answered().result(), telling.isUnderstood() ? telling.answer() : null);
    }

    private static Request profile(UpgradeSecurityProfile command) {
        return change("SecurityProfile", Integer.toString(command.profile()));
    }

    private static Request change(String key, String value) {
        return new Request("ChangeConfiguration", JsonNodeFactory.instance.objectNode().put("key", key).put("value", value));
    }
}
