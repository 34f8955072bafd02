package io.wattline.csms.reservation;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.command.ReservationCommand;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What requests read and write of reservations. With a driver's id only his own: those he made and those for his tags. */
@Repository
class ReservationRows {
    private static final String VISIBLE = """
            r.account_id = :account AND (:driver::uuid IS NULL OR r.created_by = :driver OR EXISTS (SELECT FROM tag_user u
                WHERE u.account_id = r.account_id AND u.user_id = :driver AND u.tag_key = r.tag_key))""";

    private static final String ONE = " WHERE account_id = :account AND reservation_id = :id";

    private final AccountDatabase database;

    ReservationRows(AccountDatabase database) { this.database = database; }

    /** A pending one with the next number of the account. */
    Mono<ReservationView> create(AccountId account, ReservationForm form, UserId user, Instant now) {
        return database.one(account, db -> oneAtATime(account, db).then(Mono.defer(() -> insert(account, form, user, now, db))));
    }

    private static Mono<ReservationView> insert(AccountId account, ReservationForm form, UserId user, Instant now, DatabaseClient db) {
        var parent = form.parentIdTag() == null ? null : new IdToken(form.parentIdTag());
        return db.sql("""
                INSERT INTO reservation (account_id, station_id, reservation_number, evse, connector, connector_type, id_tag, tag_key, parent_id_tag,
                    parent_key, expires_at, status, created_by, created_at, updated_at)
                VALUES (:account, :station,
                    (SELECT COALESCE(max(reservation_number), 0) + 1 FROM reservation WHERE account_id = :account AND reservation_number < :free),
                    :evse, :connector, :type, :idTag, :tag, :parentIdTag, :parent, :expiresAt, 'pending', :user, :now, :now)
                RETURNING *""")
                .bind("account", account.value()).bind("station", form.stationId()).bind("free", ReservationCommand.FIRST_FREE_NUMBER - 1)
                .bind("evse", form.place()).bind("connector", form.connector() == null ? 0 : form.connector())
                .bind("type", nullable(form.connectorType(), String.class)).bind("idTag", new IdToken(form.idTag()).value())
                .bind("tag", new IdToken(form.idTag()).key())
                .bind("parentIdTag", nullable(parent == null ? null : parent.value(), String.class))
                .bind("parent", nullable(parent == null ? null : parent.key(), String.class)).bind("expiresAt", form.expiresAt())
                .bind("user", user.value()).bind("now", now).map(ReservationView::of).one();
    }

    private static Mono<Void> oneAtATime(AccountId account, DatabaseClient db) {
        return db.sql("SELECT FROM account WHERE account_id = :account FOR NO KEY UPDATE").bind("account", account.value()).then();
    }

    /** The reservation of that task: another one when its request was a repetition, which this one then was, too, and is not needed. */
    Mono<UUID> sentAs(AccountId account, UUID reservation, UUID task) {
        return database.one(account, db -> db.sql("SELECT reservation_id FROM reservation WHERE account_id = :account AND task_id = :task")
                .bind("account", account.value()).bind("task", task).map(row -> row.get("reservation_id", UUID.class)).one()
                .flatMap(first -> change(account, reservation, db.sql("DELETE FROM reservation" + ONE)).thenReturn(first))
                .switchIfEmpty(Mono.defer(
                        () -> change(account, reservation, db.sql("UPDATE reservation SET task_id = :task" + ONE).bind("task", task))
                                .thenReturn(reservation))));
    }

    /** The station could not be asked, or did not understand: the place is not kept. */
    Mono<Void> notAsked(AccountId account, UUID reservation, String reason, Instant now) {
        return database.one(account,
                db -> change(account, reservation,
                        db.sql("UPDATE reservation SET status = 'rejected', reason = :reason, updated_at = :now" + ONE
                                + " AND status = 'pending'")
                                .bind("reason", reason).bind("now", now)));
    }

    private static Mono<Void> change(AccountId account, UUID reservation, GenericExecuteSpec statement) {
        return statement.bind("account", account.value()).bind("id", reservation).then();
    }

    Mono<ReservationView> find(AccountId account, @Nullable UserId driver, UUID reservation) {
        return database.one(account,
                db -> visible(db.sql("SELECT r.* FROM reservation r WHERE " + VISIBLE + " AND r.reservation_id = :id"), account, driver)
                        .bind("id", reservation).map(ReservationView::of).one());
    }

    /** Newest first; {@code before} is the last of the page before. */
    Flux<ReservationView> list(AccountId account, @Nullable UserId driver, ReservationFilter filter, @Nullable UUID before,
            PageQuery page) {
        return database.many(account, db -> visible(db.sql("SELECT r.* FROM reservation r WHERE " + VISIBLE + """
                 AND (:station::text IS NULL OR r.station_id = :station) AND (:number::int IS NULL OR r.reservation_number = :number)
                 AND (:status::text IS NULL OR r.status = :status)
                 AND (:before::uuid IS NULL OR (r.created_at, r.reservation_id) <
                    (SELECT created_at, reservation_id FROM reservation WHERE account_id = :account AND reservation_id = :before))
                ORDER BY r.created_at DESC, r.reservation_id DESC LIMIT :rows"""), account, driver)
                .bind("station", nullable(filter.stationId(), String.class)).bind("number", nullable(filter.reservationId(), Integer.class))
                .bind("status", nullable(filter.status(), String.class)).bind("before", nullable(before, UUID.class))
                .bind("rows", page.rows()).map(ReservationView::of).all());
    }

    Mono<Boolean> ownsTag(AccountId account, UserId user, IdToken token) {
        return database.one(account, db -> db.sql("""
                SELECT EXISTS (SELECT FROM tag_user WHERE account_id = :account AND user_id = :user AND tag_key = :tag) AS own""")
                .bind("account", account.value()).bind("user", user.value()).bind("tag", token.key())
                .map(row -> Boolean.TRUE.equals(row.get("own", Boolean.class))).one());
    }

    private static GenericExecuteSpec visible(GenericExecuteSpec statement, AccountId account, @Nullable UserId driver) {
        return statement.bind("account", account.value()).bind("driver", nullable(driver == null ? null : driver.value(), UUID.class));
    }
}
