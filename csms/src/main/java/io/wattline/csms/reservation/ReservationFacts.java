package io.wattline.csms.reservation;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.outbox.Outbox;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.ReservationStatus;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.ReservationFact.ReservationAnswered;
import io.wattline.model.event.ReservationFact.ReservationUpdated;
import io.wattline.model.event.TransactionEnded;
import io.wattline.model.event.TransactionFact;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps reservations in step with what stations say and do, whoever asked for them and however. */
@Component
@CrossTenant("a batch holds facts of all accounts; every row names its account")
public class ReservationFacts {
    private final Outbox outbox;

    ReservationFacts(Outbox outbox) { this.outbox = outbox; }

    public Mono<Void> apply(DatabaseClient db, List<AccountEvent> facts) {
        return answered(db, Fact.lastOfEach(ReservationAnswered.class, facts, ReservationAnswered::reservationId))
                .then(updated(db, Fact.lastOfEach(ReservationUpdated.class, facts, ReservationUpdated::reservationId)))
                .then(used(db, Fact.all(TransactionFact.class, facts)));
    }

    /** Those whose time is over and who were not used. */
    Mono<Void> expire(DatabaseClient db, Instant now) { return told(db, db.sql("""
                UPDATE reservation r SET status = 'expired', updated_at = :now
                FROM (SELECT account_id, reservation_id FROM reservation WHERE status IN ('pending', 'accepted') AND expires_at <= :now
                    ORDER BY expires_at LIMIT 1000 FOR UPDATE SKIP LOCKED) AS due
                WHERE r.account_id = due.account_id AND r.reservation_id = due.reservation_id RETURNING r.*""").bind("now", now), now); }

    /** A place that the station keeps already stays kept when it declines to change it. */
    private static Mono<Void> answered(DatabaseClient db, List<Fact<ReservationAnswered>> facts) {
        if (facts.isEmpty()) return Mono.empty();
        return Fact.keys(Rows.of(db.sql("""
                INSERT INTO reservation AS old (account_id, station_id, reservation_number, evse, connector, connector_type, id_tag, tag_key,
                    parent_id_tag, parent_key, expires_at, status, reason, created_at, updated_at)
                SELECT a.account_id, a.station_id, number, a.evse, a.connector, type, id_tag, tag_key, parent_id_tag, parent_key, expires_at, a.status,
                    a.reason, received_at, received_at
                FROM unnest(:account::text[], :station::text[], :number::int[], :evse::int[], :connector::int[], :type::text[], :idTag::text[], :tag::text[],
                    :parentIdTag::text[], :parent::text[], :expiresAt::timestamptz[], :status::text[], :reason::text[], :receivedAt::timestamptz[])
                    AS a(account_id, station_id, number, evse, connector, type, id_tag, tag_key, parent_id_tag, parent_key, expires_at, status, reason,
                    received_at)
                ON CONFLICT (account_id, station_id, reservation_number) DO UPDATE SET
                    evse = CASE WHEN old.status = 'pending' THEN old.evse ELSE excluded.evse END,
                    connector = CASE WHEN old.status = 'pending' THEN old.connector ELSE excluded.connector END,
                    connector_type = excluded.connector_type, id_tag = excluded.id_tag, tag_key = excluded.tag_key,
                    parent_id_tag = excluded.parent_id_tag, parent_key = excluded.parent_key, expires_at = excluded.expires_at,
                    status = excluded.status, reason = excluded.reason, transaction_id = NULL, updated_at = excluded.updated_at
                WHERE old.status <> 'accepted' OR excluded.status = 'accepted'"""), facts), ReservationAnswered::reservationId)
                .column("evse", f -> f.told().evse()).column("connector", f -> f.told().connector())
                .column("type", f -> f.told().connectorType()).column("idTag", f -> f.told().idTag())
                .column("tag", f -> new IdToken(f.told().idTag()).key())
                .column("parentIdTag", f -> f.told().parentIdTag())
                .column("parent", f -> f.told().parentIdTag() == null ? null : new IdToken(f.told().parentIdTag()).key())
                .column("expiresAt", f -> f.told().expiresAt())
                .column("status", f -> f.told().status().wireName()).column("reason", f -> f.told().reason())
                .bound().then();
    }

    private static Mono<Void> updated(DatabaseClient db, List<Fact<ReservationUpdated>> facts) {
        if (facts.isEmpty()) return Mono.empty();
        return Fact.keys(Rows.of(db.sql("""
                UPDATE reservation r SET status = u.status, updated_at = received_at
                FROM unnest(:account::text[], :station::text[], :number::int[], :status::text[], :receivedAt::timestamptz[])
                    AS u(account_id, station_id, number, status, received_at)
                WHERE r.account_id = u.account_id AND r.station_id = u.station_id AND reservation_number = number
                    AND r.status IN ('pending', 'accepted')"""), facts), ReservationUpdated::reservationId)
                .column("status", f -> f.told().status().wireName()).bound().then();
    }

    /**
     * The reservation that a transaction takes: the one that its station names, else the one kept in its place for its tag or for a tag
     * above it. What its station tells late is of the time it claims, give or take a clock that is two minutes off. A tag that may not
     * charge takes none.
     */
    private Mono<Void> used(DatabaseClient db, List<Fact<TransactionFact>> facts) {
        List<Fact<TransactionFact>> claims = facts.stream().filter(fact -> fact.told().transaction() != null
                && !fact.told().details().isUnauthorized()
                && (fact.told().idToken() != null && !(fact.told() instanceof TransactionEnded)
                        || fact.told().details().reservationId() != null))
                .toList();
        if (claims.isEmpty()) return Mono.empty();
        Instant now = claims.getLast().receivedAt();
        return told(db,
                Rows.of(db.sql("""
                WITH RECURSIVE claim AS (
                    SELECT c.account_id, c.station_id, COALESCE(NULLIF(c.evse, 0), t.evse) AS evse, COALESCE(NULLIF(c.connector, 0), t.connector) AS connector,
                        c.tag_key, c.number, c.at, t.transaction_id
                    FROM unnest(:account::text[], :station::text[], :evse::int[], :connector::int[], :tag::text[], :number::int[], :at::timestamptz[],
                        :transaction::text[]) AS c(account_id, station_id, evse, connector, tag_key, number, at, ocpp_transaction_id)
                    JOIN transaction t ON t.account_id = c.account_id AND t.station_id = c.station_id AND t.ocpp_transaction_id = c.ocpp_transaction_id),
                line AS (
                    SELECT account_id, tag_key AS token, tag_key AS above FROM claim
                    UNION SELECT l.account_id, l.token, t.parent_key FROM line l JOIN tag t ON t.account_id = l.account_id AND t.tag_key = l.above
                        AND t.parent_key IS NOT NULL),
                taken AS (
                    SELECT DISTINCT ON (c.account_id, c.transaction_id) r.account_id, r.reservation_id, c.transaction_id
                    FROM claim c JOIN reservation r ON r.account_id = c.account_id AND r.station_id = c.station_id
                    WHERE r.status IN ('pending', 'accepted', 'expired')
                        AND (r.reservation_number = c.number OR c.number IS NULL AND r.evse IN (0, c.evse)
                            AND (r.connector IN (0, c.connector) OR c.connector = 0)
                            AND c.at BETWEEN r.created_at - interval '2 minutes' AND r.expires_at + interval '2 minutes'
                            AND EXISTS (SELECT FROM line l WHERE l.account_id = c.account_id AND l.token = c.tag_key
                                AND (r.tag_key = l.token OR r.parent_key = l.above)))
                        AND NOT EXISTS (SELECT FROM reservation u WHERE u.account_id = c.account_id AND u.transaction_id = c.transaction_id)
                    ORDER BY c.account_id, c.transaction_id, r.tag_key = c.tag_key DESC, r.evse DESC, r.created_at)
                UPDATE reservation r SET status = 'used', transaction_id = taken.transaction_id, updated_at = :now
                FROM taken WHERE r.account_id = taken.account_id AND r.reservation_id = taken.reservation_id RETURNING r.*""")
                        .bind("now", now),
                        claims)
                        .column("account", f -> f.account().value())
                        .column("station", f -> f.told().station().value())
                        .column("evse", f -> f.told().connector().evse())
                        .column("connector", f -> f.told().connector().connector())
                        .column("tag", f -> f.told().idToken() == null ? null : f.told().idToken().key())
                        .column("number", f -> f.told().details().reservationId())
                        .column("at", f -> f.told().at())
                        .column("transaction", f -> f.told().transaction().value())
                        .bound(),
                now);
    }

    /** What we found out ourselves is a fact for histories as well. */
    private Mono<Void> told(DatabaseClient db, DatabaseClient.GenericExecuteSpec change, Instant now) {
        return change.map(row -> fact(row, now)).all().collectList().flatMap(facts -> outbox.append(db, facts));
    }

    private static AccountEvent fact(Readable row, Instant now) {
        var status = ReservationStatus.valueOf(text(row, "status").toUpperCase(Locale.ROOT));
        return new AccountEvent(new AccountId(text(row, "account_id")), new ReservationUpdated(new StationId(text(row, "station_id")), now,
                Objects.requireNonNull(row.get("reservation_number", Integer.class)), status), now);
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
