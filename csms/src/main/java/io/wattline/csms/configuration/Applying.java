package io.wattline.csms.configuration;

import io.wattline.csms.command.Commands;
import io.wattline.csms.command.InTurn;
import io.wattline.csms.variable.DeviceModel;
import io.wattline.csms.variable.DeviceModel.Drifted;
import io.wattline.csms.web.Caller;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.ChangeConfiguration;
import io.wattline.model.command.StationCommand.SetVariables;
import io.wattline.model.command.StationCommand.Variable;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives drifted variables their wanted values: configuration keys one by one, variables of OCPP 2.x with one command. */
@Component
class Applying {
    /** Lists of measurands: stations reject them for a single one that they do not measure, and then get the others. */
    private static final Set<String> MEASURANDS = Set.of("metervaluessampleddata", "metervaluesaligneddata", "stoptxnsampleddata",
            "stoptxnaligneddata");

    private final DeviceModel deviceModel;
    private final Commands commands;

    Applying(DeviceModel deviceModel, Commands commands) {
        this.deviceModel = deviceModel;
        this.commands = commands;
    }

    Mono<InTurn> apply(Caller caller, StationId station) {
        return commands(caller.account(), station).flatMap(needed -> commands.sendInTurn(caller, station, needed));
    }

    /** The same by the platform itself. */
    Mono<InTurn> apply(AccountId account, StationId station) {
        return commands(account, station).flatMap(needed -> commands.sendInTurn(account, station, needed));
    }

    private Mono<List<StationCommand>> commands(AccountId account, StationId station) {
        return deviceModel.drifted(account, station).collectList().map(Applying::commands);
    }

    private static List<StationCommand> commands(List<Drifted> drifted) {
        var commands = new ArrayList<StationCommand>();
        var values = new LinkedHashMap<Variable, String>();
        for (Drifted each : drifted) {
            var ref = each.variable();
            if (ref.component().equalsIgnoreCase(VariableRef.CONFIGURATION))
                commands.add(new ChangeConfiguration(ref.name(), each.wanted(), MEASURANDS.contains(ref.name().toLowerCase(Locale.ROOT))));
            else
                values.put(new Variable(ref.component(), ref.componentInstance(), ref.evse(), ref.connector(), ref.name(), ref.instance(),
                        null), each.wanted());
        }
        if (!values.isEmpty()) commands.add(new SetVariables(values));
        return commands;
    }
}
