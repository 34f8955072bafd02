package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Ask;
import io.wattline.csms.command.CommandRequest.ClearProfile;
import io.wattline.csms.command.CommandRequest.Granted;
import io.wattline.csms.command.CommandRequest.SetProfile;
import io.wattline.csms.command.CommandRequest.StartCharging;
import io.wattline.csms.command.CommandRequest.StopCharging;
import io.wattline.csms.command.CommandRequest.Named;
import io.wattline.csms.command.CommandRequest.StopTransaction;
import io.wattline.csms.command.CommandRequest.TransactionStatus;
import io.wattline.csms.command.CommandRows.KnownTransaction;
import io.wattline.csms.command.ProfileSource.Wish;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.csms.ocpp.Ability;
import io.wattline.model.account.Permission;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.command.ChargingProfileCommand.ClearChargingProfile;
import io.wattline.model.command.ChargingProfileCommand.SetChargingProfile;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.GetTransactionStatus;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.command.StationCommand.RemoteStart;
import io.wattline.model.command.StationCommand.RemoteStop;
import io.wattline.model.station.StationId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who may ask what of a station that he sees: with {@code OperateStations} everything, what is {@link Destructive}
 * with {@code SendDestructiveCommands} alone; without, starting with one's own tags
 * and stopping what was started with them.
 */
@Component
class CommandRights {
    private final CommandRows rows;
    private final Payloads payloads;
    private final ProfileSource profiles;
    private final Capabilities capabilities;

    CommandRights(CommandRows rows, Payloads payloads, ProfileSource profiles, Capabilities capabilities) {
        this.rows = rows;
        this.capabilities = capabilities;
        this.profiles = profiles;
        this.payloads = payloads;
    }

    /** The command that the request comes down to; fails with {@code forbidden}, {@code bad_request} or {@code unknown_transaction}. */
    Mono<StationCommand> commandFor(Caller caller, StationId station, CommandRequest request) {
        return meant(caller, station, request).doOnNext(command -> {
            if (Destructive.why(command) != null) caller.require(Permission.SEND_DESTRUCTIVE_COMMANDS);
        });
    }

    private Mono<StationCommand> meant(Caller caller, StationId station, CommandRequest request) {
        return switch (request) {
            case StartCharging start -> rows.tagsOf(caller.account(), caller.user()).map(own -> start(caller, start, own))
                    .flatMap(command -> limited(caller, station, start, command));
            case StopCharging(var transaction) -> rows.transaction(caller.account(), station, transaction)
                    .switchIfEmpty(Mono.error(CommandRights::unknownTransaction)).flatMap(known -> stop(caller, known));
            case StopTransaction(var ref) when manages(caller) -> Mono.just(new RemoteStop(ref));
            case StopTransaction(var ref) -> rows.transaction(caller.account(), station, ref)
                    .switchIfEmpty(Mono.error(CommandRights::unknownTransaction)).flatMap(known -> stop(caller, known));
            case TransactionStatus(var transaction) -> managing(caller).then(rows.transaction(caller.account(), station, transaction))
                    .switchIfEmpty(Mono.error(CommandRights::unknownTransaction))
                    .map(known -> new GetTransactionStatus(known.ref()));
            case Named named -> managing(caller).then(payloads.named(caller.account(), station, named));
            case SetProfile set -> managing(caller).then(setProfile(caller, station, set));
            case ClearProfile(var stored, var clear) when stored != null -> managing(caller).then(profiles.numberOf(caller, stored))
                    .map(number -> new ClearChargingProfile(number, clear.evse(), clear.purpose(), clear.stackLevel()));
            case ClearProfile(_, var clear) -> managing(caller).thenReturn(clear);
            case Granted(var command) -> Mono.just(command);
            case Ask(RawCall raw) -> managing(caller).then(payloads.checked(caller.account(), station, raw));
            case Ask(var command) -> managing(caller).thenReturn(command);
        };
    }

    private static Mono<Void> managing(Caller caller) { return Mono.fromRunnable(() -> caller.require(Permission.OPERATE_STATIONS)); }

    private static RemoteStart start(Caller caller, StartCharging start, List<IdToken> own) {
        IdToken token = start.idToken();
        if (token == null && own.isEmpty())
            throw Problem.badRequest("Nothing to start with.", new Problem.Field("idTag", "is needed, because no tag is assigned to you"));
        if (token != null && !manages(caller) && !isIn(own, token))
            throw Problem.forbidden("Only tags that are assigned to you can start charging.");
        return new RemoteStart(token == null ? own.getFirst() : token, start.evse(), start.connector(),
                ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
    }

    private Mono<StationCommand> limited(Caller caller, StationId station, StartCharging start, RemoteStart command) {
        if (start.profile() == null) return Mono.just(command);
        return managing(caller).then(Mono.defer(() -> profiles.profile(caller, station, start.profile())))
                .map(fitted -> new RemoteStart(command.idToken(), command.evse(), command.connector(), command.remoteStartId(),
                        fitted.profile()));
    }

    private Mono<StationCommand> setProfile(Caller caller, StationId station, SetProfile set) {
        Mono<Optional<TransactionRef>> owner = set.transaction() == null
                ? Mono.just(Optional.ofNullable(set.ref()))
                : rows.transaction(caller.account(), station, set.transaction()).map(known -> Optional.of(known.ref()))
                        .switchIfEmpty(Mono.error(CommandRights::unknownTransaction));
        return Mono.zip(owner, verifiable(caller, station, set)).flatMap(both -> profiles.profile(caller, station,
                new Wish(set.stored(), set.inline(), set.evse(), both.getT1().orElse(null), false, both.getT2()))
                .map(fitted -> new SetChargingProfile(set.evse(), fitted.profile(), fitted.eitherPurpose(), both.getT2())));
    }

    /** A station that is known to show no composite schedule is not asked for one. */
    private Mono<Boolean> verifiable(Caller caller, StationId station, SetProfile set) {
        if (!set.verify()) return Mono.just(false);
        return capabilities.unsupportedSince(caller.account(), station, new Ability("GetCompositeSchedule", null)).hasElement()
                .map(lacks -> !lacks);
    }

    private Mono<StationCommand> stop(Caller caller, KnownTransaction transaction) {
        if (manages(caller)) return Mono.just(new RemoteStop(transaction.ref()));
        return rows.tagsOf(caller.account(), caller.user()).map(own -> {
            if (transaction.idToken().filter(token -> isIn(own, token)).isEmpty())
                throw Problem.forbidden("Only transactions that were started with your tags can be stopped.");
            return new RemoteStop(transaction.ref());
        });
    }

    private static boolean manages(Caller caller) { return caller.may(Permission.OPERATE_STATIONS); }

    private static boolean isIn(List<IdToken> own, IdToken token) { return own.stream().anyMatch(each -> each.key().equals(token.key())); }

    private static Problem unknownTransaction() {
        return Problem.notFound("unknown_transaction", "There is no such transaction at this station.");
    }
}
