package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Named;
import io.wattline.csms.ocpp.OcppActions;
import io.wattline.csms.ocpp.OcppActions.Action;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Commands whose body is the OCPP payload: by the name of the action, or by its kebab-case form. Both are checked by the schema of what the
 * station speaks, or spoke last; a station that never came cannot be asked anyway.
 */
@Component
class Payloads {
    private final OcppActions actions;
    private final StationLinks links;
    private final CommandRows rows;

    Payloads(OcppActions actions, StationLinks links, CommandRows rows) {
        this.actions = actions;
        this.links = links;
        this.rows = rows;
    }

    /** {@code SetDERControl} is {@code set-der-control}. */
    static String kebab(String action) {
        return action.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("([A-Z])([A-Z][a-z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** Whether any version has a command of this name. */
    boolean isName(String name) {
        return Stream.of(OcppVersion.values()).anyMatch(version -> find(version, name).isPresent());
    }

    /** A request id that is missing is made up. Fails with {@code unsupported_command} when the station's version has no such action, with {@code bad_request} for a wrong payload. */
    Mono<StationCommand> named(AccountId account, StationId station, Named named) {
        return version(account, station).map(version -> {
            Action action = find(version, named.name())
                    .orElseThrow(() -> new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "unsupported_command",
                            "OCPP " + version.number() + " has no command " + named.name() + "."));
            return (StationCommand) checked(version,
                    new RawCall(action.name(), RequestIds.completed(action.schema(), named.payload()), true));
        }).switchIfEmpty(Mono.fromSupplier(() -> new RawCall(named.name(), named.payload())));
    }

    /** Fails with {@code unknown_action} when the station's version has no such action, with {@code bad_request} for a wrong payload. */
    Mono<StationCommand> checked(AccountId account, StationId station, RawCall raw) {
        return version(account, station).<StationCommand>map(version -> {
            if (actions.of(version).stream().noneMatch(action -> action.name().equals(raw.action())))
                throw Problem.notFound("unknown_action", "OCPP " + version.number() + " has no action " + raw.action() + ".");
            return checked(version, raw);
        }).defaultIfEmpty(raw);
    }

    private RawCall checked(OcppVersion version, RawCall raw) {
        actions.flaw(version, raw.action(), raw.payload()).ifPresent(flaw -> {
            throw Problem.badRequest(flaw, fields(flaw));
        });
        return raw;
    }

    /** A flaw begins with the place of the wrong value as a JSON pointer, when it has one. */
    private static Problem.Field[] fields(String flaw) {
        int end = flaw.indexOf(": ");
        return flaw.startsWith("/") && end > 0
                ? new Problem.Field[]{new Problem.Field(flaw.substring(1, end).replace('/', '.'), flaw.substring(end + 2))}
                : new Problem.Field[]{};
    }

    private Optional<Action> find(OcppVersion version, String name) {
        return actions.of(version).stream().filter(action -> !action.from().equals("station"))
                .filter(action -> kebab(action.name()).equals(name)).findFirst();
    }

    /** What the station speaks, or spoke last; empty when it never came. */
    Mono<OcppVersion> version(AccountId account, StationId station) {
        return Mono.justOrEmpty(links.find(account, station)).map(link -> link.principal().version())
                .switchIfEmpty(Mono.defer(() -> rows.lastVersion(account, station)));
    }
}
