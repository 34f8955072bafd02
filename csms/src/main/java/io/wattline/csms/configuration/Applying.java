package io.wattline.csms.configuration;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.CommandTask;
import io.wattline.csms.command.Commands;
import io.wattline.csms.command.Dispatched;
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
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives drifted variables their wanted values: configuration keys one by one, variables of OCPP 2.x as many at once as the station takes. */
@Component
class Applying {
    private static final VariableRef LIMIT = new VariableRef("DeviceDataCtrlr", null, 0, 0, "ItemsPerMessage", "SetVariables");
    private static final int UNLESS_TOLD = 10;

    private final DeviceModel deviceModel;
    private final Commands commands;

    Applying(DeviceModel deviceModel, Commands commands) {
        this.deviceModel = deviceModel;
        this.commands = commands;
    }

    /** The tasks, whose answers are not waited for. */
    Flux<CommandTask> apply(Caller caller, StationId station) {
        return commands(caller.account(), station, command -> commands.send(caller, station, new Ask(command), null));
    }

    /** The same by the platform itself. */
    Flux<CommandTask> apply(AccountId account, StationId station) {
        return commands(account, station, command -> commands.send(account, station, command));
    }

    private Flux<CommandTask> commands(AccountId account, StationId station, Function<StationCommand, Mono<Dispatched>> send) {
        return deviceModel.value(account, station, LIMIT).map(Applying::atOnce).defaultIfEmpty(UNLESS_TOLD)
                .zipWith(deviceModel.drifted(account, station).collectList())
                .flatMapIterable(limitAndDrift -> commands(limitAndDrift.getT2(), limitAndDrift.getT1())).concatMap(send)
                .map(Dispatched::task);
    }

    private static List<StationCommand> commands(List<Drifted> drifted, int atOnce) {
        var commands = new ArrayList<StationCommand>();
        var variables = new ArrayList<Drifted>();
        for (Drifted each : drifted) {
            if (each.variable().component().equals(VariableRef.CONFIGURATION))
                commands.add(new ChangeConfiguration(each.variable().name(), each.wanted()));
            else
                variables.add(each);
        }
        for (int from = 0; from < variables.size(); from += atOnce)
            commands.add(setVariables(variables.subList(from, Math.min(from + atOnce, variables.size()))));
        return commands;
    }

    private static SetVariables setVariables(List<Drifted> drifted) {
        var values = new LinkedHashMap<Variable, String>();
        drifted.forEach(each -> {
            var ref = each.variable();
            values.put(
                    new Variable(ref.component(), ref.componentInstance(), ref.evse(), ref.connector(), ref.name(), ref.instance(), null),
                    each.wanted());
        });
        return new SetVariables(values);
    }

    private static int atOnce(String limit) {
        try {
            return Math.max(1, Integer.parseInt(limit.strip()));
        } catch (NumberFormatException _) {
            return UNLESS_TOLD;
        }
    }
}
