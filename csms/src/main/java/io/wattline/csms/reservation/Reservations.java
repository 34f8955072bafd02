package io.wattline.csms.reservation;

import io.wattline.csms.command.CommandRequest.Granted;
import io.wattline.csms.command.CommandTask;
import io.wattline.csms.command.Commands;
import io.wattline.csms.command.Dispatched;
import io.wattline.csms.command.TaskStage;
import io.wattline.csms.station.Stations;
import io.wattline.csms.tag.Tags;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.command.ReservationCommand.CancelReservation;
import io.wattline.model.command.ReservationCommand.ReserveNow;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Reservations as people make and give them up: with {@code ManageChargingStations} any, without one's own. */
@Service
class Reservations {
    private static final Logger LOG = LoggerFactory.getLogger(Reservations.class);

    /** A reservation and the task that asks its station. */
    record Asked(UUID reservation, Dispatched task) {}

    private final ReservationRows rows;
    private final Stations stations;
    private final Tags tags;
    private final Commands commands;
    private final Clock clock;

    Reservations(ReservationRows rows, Stations stations, Tags tags, Commands commands, Clock clock) {
        this.rows = rows;
        this.stations = stations;
        this.tags = tags;
        this.commands = commands;
        this.clock = clock;
    }

    /** Fails with {@code unknown_station}, {@code forbidden} or {@code bad_request} before anything is stored. */
    Mono<Asked> make(Caller caller, ReservationForm form, @Nullable String key) {
        return stations.require(caller, station(form)).flatMap(station -> granted(caller, form).thenReturn(station))
                .flatMap(station -> rows.create(caller.account(), form, caller.user(), clock.instant())
                        .flatMap(made -> commands.send(caller, station, new Granted(asked(made)), key)
                                .flatMap(sent -> followed(caller.account(), made, sent))));
    }

    /** Fails with {@code unknown_reservation}, or with {@code conflict} when it is over already. */
    Mono<Dispatched> cancel(Caller caller, UUID id, @Nullable String key) {
        return require(caller, id).flatMap(reservation -> mayCancel(caller, id).thenReturn(reservation)).flatMap(reservation -> {
            if (!reservation.isOpen()) return Mono.error(Problem.conflict("The reservation is " + reservation.status() + " already."));
            return commands.send(caller, new StationId(reservation.stationId()),
                    new Granted(new CancelReservation(reservation.reservationId())), key);
        });
    }

    private Mono<Void> mayCancel(Caller caller, UUID id) {
        if (caller.may(Permission.OPERATE_STATIONS)) return Mono.empty();
        return rows.find(caller.account(), caller.user(), id)
                .switchIfEmpty(Mono.error(() -> Problem.forbidden("Only your own reservations can be cancelled."))).then();
    }

    Mono<ReservationView> require(Caller caller, UUID id) {
        return rows.find(caller.account(), driver(caller), id)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("unknown_reservation", "There is no reservation " + id + ".")));
    }

    /** Null for whom all reservations of the account are there to see. */
    static @Nullable UserId driver(Caller caller) {
        return caller.may(Permission.READ_CHARGING_STATIONS) ? null : caller.user();
    }

    private Mono<Void> granted(Caller caller, ReservationForm form) {
        if (!form.expiresAt().isAfter(clock.instant()))
            return Mono.error(Problem.badRequest("That is over.", new Problem.Field("expiresAt", "must be in the future")));
        if (form.place() == 0 && form.connector() != null && form.connector() > 0)
            return Mono.error(Problem.badRequest("Which EVSE?", new Problem.Field("evse", "is needed with a connector")));
        if (caller.may(Permission.OPERATE_STATIONS)) return Mono.empty();
        var token = new IdToken(form.idTag());
        return rows.ownsTag(caller.account(), caller.user(), token).filter(own -> own)
                .switchIfEmpty(Mono.error(() -> Problem.forbidden("Only tags that are assigned to you can reserve.")))
                .flatMap(_ -> tags.decide(caller.account(), token))
                .filter(known -> form.parentIdTag() == null
                        || known.parent() != null && known.parent().key().equals(new IdToken(form.parentIdTag()).key()))
                .switchIfEmpty(Mono.error(() -> Problem.forbidden("Your tag is not below that parent."))).then();
    }

    /** What the station says is mirrored by the facts of its answer; here is what it could not say. */
    private Mono<Asked> followed(AccountId account, ReservationView made, Dispatched sent) {
        Mono<CommandTask> settled = sent.answered().delayUntil(task -> settle(account, made, task)).cache();
        settled.subscribe(_ -> {}, failure -> LOG.atError().addKeyValue("account", account).addKeyValue("reservation", made.id())
                .setCause(failure).log("outcome of a reservation not stored"));
        return rows.sentAs(account, made.id(), sent.task().id())
                .delayUntil(_ -> sent.task().stage() == TaskStage.FAILED ? settled : Mono.empty())
                .map(id -> new Asked(id, new Dispatched(sent.task(), settled)));
    }

    private Mono<Void> settle(AccountId account, ReservationView made, CommandTask task) {
        String why = whyNot(task);
        return why == null ? Mono.empty() : rows.notAsked(account, made.id(), why, clock.instant());
    }

    /** A station that stayed silent may keep the place all the same, so that one stays pending. */
    private static @Nullable String whyNot(CommandTask task) {
        boolean silent = "Unreachable".equals(task.result()) && task.request() != null;
        return silent || "Accepted".equals(task.result()) ? null : task.error();
    }

    private static ReserveNow asked(ReservationView made) {
        return new ReserveNow(made.reservationId(), made.evse(), made.connectorType(), new IdToken(made.idTag()),
                made.parentIdTag() == null ? null : new IdToken(made.parentIdTag()), made.expiresAt());
    }

    private static StationId station(ReservationForm form) {
        try {
            return new StationId(form.stationId());
        } catch (IllegalArgumentException _) {
            throw Problem.notFound("unknown_station", "There is no station " + form.stationId() + ".");
        }
    }
}
