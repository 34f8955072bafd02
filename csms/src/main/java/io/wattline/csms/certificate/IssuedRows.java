package io.wattline.csms.certificate;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.outbox.Outbox;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.CertificateFact.CertificateExpiring;
import io.wattline.model.event.CertificateFact.CertificateRevoked;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Certificates that were issued for stations. */
@Repository
class IssuedRows {
    private static final String ENDS_LAST = """
            i.taken_at IS NOT NULL AND i.revoked_at IS NULL AND NOT EXISTS (SELECT FROM issued_certificate AS n WHERE n.account_id = i.account_id
                AND n.station_id = i.station_id AND n.certificate_type = i.certificate_type AND n.taken_at > i.taken_at)
            """;

    private final AccountDatabase database;
    private final AllAccountsDatabase all;
    private final Outbox outbox;

    IssuedRows(AccountDatabase database, AllAccountsDatabase all, Outbox outbox) {
        this.database = database;
        this.all = all;
        this.outbox = outbox;
    }

    /** {@code takenAt}: when the station took it; {@code warnedAt}: when was warned of its end. {@code chain} is PEM. */
    record IssuedView(UUID id, String stationId, String certificateType, String subject, String issuer, String serialNumber,
            String thumbprint, Instant notBefore, Instant notAfter, Instant issuedAt, @Nullable Instant takenAt, @Nullable Instant warnedAt,
            @Nullable Instant renewedAt, @Nullable Instant revokedAt, @Nullable String revocationReason, String chain) {}

    /** A certificate that ends soon, in the account and the station it is for. */
    record Ending(AccountId account, StationId station, String type, UUID id) {}

    /** Null members do not narrow; {@code endsBefore} is about those that were not taken back. */
    record IssuedQuery(@Nullable String stationId, @Nullable String type, @Nullable Boolean revoked, @Nullable Instant endsBefore) {}

    Flux<IssuedView> list(AccountId account, IssuedQuery query, @Nullable UUID before, int limit) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM issued_certificate WHERE account_id = :account AND (:station::text IS NULL OR station_id = :station)
                    AND (:type::text IS NULL OR certificate_type = :type)
                    AND (:revoked::boolean IS NULL OR (revoked_at IS NOT NULL) = :revoked)
                    AND (:ends::timestamptz IS NULL OR (not_after < :ends AND revoked_at IS NULL))
                    AND (:before::uuid IS NULL OR (issued_at, certificate_id) <
                        (SELECT issued_at, certificate_id FROM issued_certificate WHERE account_id = :account AND certificate_id = :before))
                ORDER BY issued_at DESC, certificate_id DESC LIMIT :limit""").bind("account", account.value())
                .bind("station", nullable(query.stationId(), String.class)).bind("type", nullable(query.type(), String.class))
                .bind("revoked", nullable(query.revoked(), Boolean.class)).bind("ends", nullable(query.endsBefore(), Instant.class))
                .bind("before", nullable(before, UUID.class)).bind("limit", limit).map(IssuedRows::view).all());
    }

    Mono<IssuedView> find(AccountId account, UUID id) { return database.one(account, db -> find(db, account, id)); }

    /** One that was taken back before stays as it was. Empty when there is none. */
    Mono<IssuedView> revoke(AccountId account, UUID id, String reason, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE issued_certificate SET revoked_at = :now, revocation_reason = :reason
                WHERE account_id = :account AND certificate_id = :id AND revoked_at IS NULL RETURNING *""").bind("account", account.value())
                .bind("id", id).bind("reason", reason).bind("now", now).map(IssuedRows::view).one()
                .flatMap(view -> outbox.append(db, List.of(revoked(account, view, reason, now))).thenReturn(view))
                .switchIfEmpty(Mono.defer(() -> find(db, account, id))));
    }

    /** Warns of those whose end is near, each once; emits how many. */
    @CrossTenant("background work for all accounts; every row names its account")
    Mono<Integer> warn(Instant now) {
        return all.transactional(db -> db
                .sql("UPDATE issued_certificate AS i SET warned_at = :now WHERE warned_at IS NULL AND not_after < :now"
                        + " + make_interval(days => COALESCE((SELECT warning_days FROM certificate_settings AS s WHERE s.account_id = i.account_id), 30))"
                        + " AND " + ENDS_LAST + " RETURNING *")
                .bind("now", now)
                .map(row -> new AccountEvent(new AccountId(text(row, "account_id")), expiring(view(row), now), now)).all().collectList()
                .flatMap(facts -> outbox.append(db, facts).thenReturn(facts.size())));
    }

    /** Those whose station shall be asked for a new request. */
    @CrossTenant("background work for all accounts; every row names its account")
    Flux<Ending> renewable(Instant now) {
        return all.client().sql("""
                SELECT i.* FROM issued_certificate AS i JOIN certificate_settings AS s USING (account_id)
                WHERE s.renewal_days > 0 AND i.not_after < :now::timestamptz + make_interval(days => s.renewal_days) AND i.not_after > :now
                    AND (i.renewed_at IS NULL OR i.renewed_at < :now::timestamptz - interval '1 day') AND\s""" + ENDS_LAST)
                .bind("now", now).map(row -> new Ending(new AccountId(text(row, "account_id")), new StationId(text(row, "station_id")),
                        text(row, "certificate_type"), known(row.get("certificate_id", UUID.class))))
                .all();
    }

    /** Whether it is the caller who asks the station, and not somebody else at the same time. */
    Mono<Boolean> claim(AccountId account, Ending ending, Instant now) {
        return database.one(account, db -> db.sql("""
                UPDATE issued_certificate SET renewed_at = :now WHERE account_id = :account AND certificate_id = :id
                    AND (renewed_at IS NULL OR renewed_at < :now::timestamptz - interval '1 day')""").bind("account", account.value())
                .bind("id", ending.id()).bind("now", now).fetch().rowsUpdated()).map(rows -> rows > 0);
    }

    private static Mono<IssuedView> find(DatabaseClient db, AccountId account, UUID id) {
        return db.sql("SELECT * FROM issued_certificate WHERE account_id = :account AND certificate_id = :id")
                .bind("account", account.value()).bind("id", id).map(IssuedRows::view).one();
    }

    private static AccountEvent revoked(AccountId account, IssuedView view, String reason, Instant now) {
        return new AccountEvent(account, new CertificateRevoked(new StationId(view.stationId()), now, view.certificateType(),
                view.serialNumber(), view.thumbprint(), reason), now);
    }

    private static CertificateExpiring expiring(IssuedView view, Instant now) {
        return new CertificateExpiring(new StationId(view.stationId()), now, view.certificateType(), view.serialNumber(), view.thumbprint(),
                view.notAfter());
    }

    private static IssuedView view(Readable row) {
        return new IssuedView(known(row.get("certificate_id", UUID.class)), text(row, "station_id"), text(row, "certificate_type"),
                text(row, "subject"), text(row, "issuer"), text(row, "serial_number"), text(row, "thumbprint"),
                known(row.get("not_before", Instant.class)), known(row.get("not_after", Instant.class)),
                known(row.get("issued_at", Instant.class)), row.get("taken_at", Instant.class), row.get("warned_at", Instant.class),
                row.get("renewed_at", Instant.class), row.get("revoked_at", Instant.class), row.get("revocation_reason", String.class),
                text(row, "chain"));
    }

    private static String text(Readable row, String column) { return known(row.get(column, String.class)); }

    private static <T> T known(@Nullable T value) { return Objects.requireNonNull(value); }
}
