package io.wattline.csms.certificate;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requests on their way to a certificate. */
@Repository
class SigningRows {
    /** After each attempt the time until the next one; that one which ends without a certificate in the station is the last. */
    static final String RHYTHM = "ARRAY['1 min', '5 min', '30 min', '2 h', '2 h']::interval[]";
    static final int MOST_ATTEMPTS = 5;

    private final AccountDatabase database;
    private final AllAccountsDatabase all;

    SigningRows(AccountDatabase database, AllAccountsDatabase all) {
        this.database = database;
        this.all = all;
    }

    /** A request whose turn it is; {@code chain}: of what was issued for it before and did not reach the station. */
    record Due(AccountId account, UUID id, StationId station, String type, String csr, @Nullable Integer number, int attempt,
            @Nullable String chain) {
        boolean isLast() { return attempt >= MOST_ATTEMPTS; }
    }

    /** Those of accounts that sign by themselves; whoever gets one has it for himself until its next turn. */
    @CrossTenant("background work for all accounts; every row names its account")
    Flux<Due> claim(Instant now) {
        return all.client()
                .sql("""
                UPDATE certificate_request AS r SET attempts = r.attempts + 1, next_attempt_at = :now + (""" + RHYTHM
                        + """
                )[LEAST(r.attempts + 1, 5)]
                FROM certificate_settings AS s
                WHERE s.account_id = r.account_id AND s.signing <> 'manual' AND r.status = 'requested'
                    AND r.updated_at > :now::timestamptz - interval '1 day' AND (r.next_attempt_at IS NULL OR r.next_attempt_at <= :now)
                RETURNING r.account_id, r.request_id, r.station_id, r.certificate_type, r.csr, r.ocpp_request_id, r.attempts,
                    (SELECT chain FROM issued_certificate AS i WHERE i.account_id = r.account_id AND i.certificate_id = r.certificate_id) AS chain""")
                .bind("now", now).map(SigningRows::due).all();
    }

    /** Of a request that is still open. */
    Mono<Void> issued(AccountId account, Due due, Issued issued, Instant now) {
        return database.one(account, db -> db.sql("""
                WITH issued AS (
                    INSERT INTO issued_certificate (account_id, certificate_id, station_id, certificate_type, subject, issuer, serial_number,
                        thumbprint, chain, not_before, not_after, issued_at)
                    VALUES (:account, :id, :station, :type, :subject, :issuer, :serial, :thumbprint, :chain, :notBefore, :notAfter, :now)
                    RETURNING account_id, certificate_id)
                UPDATE certificate_request AS r SET certificate_id = issued.certificate_id, flaw = NULL FROM issued
                WHERE r.account_id = issued.account_id AND r.request_id = :request""").bind("account", account.value())
                .bind("id", issued.id()).bind("station", due.station().value()).bind("type", due.type()).bind("subject", issued.subject())
                .bind("issuer", issued.issuer()).bind("serial", issued.serialNumber()).bind("thumbprint", issued.thumbprint())
                .bind("chain", issued.chain()).bind("notBefore", issued.notBefore()).bind("notAfter", issued.notAfter()).bind("now", now)
                .bind("request", due.id()).then());
    }

    /** What went wrong is shown; after the last attempt nothing more is tried. */
    Mono<Void> failed(AccountId account, Due due, String why) {
        return database.one(account, db -> db.sql("""
                UPDATE certificate_request SET flaw = :why, status = CASE WHEN :last THEN 'failed' ELSE status END
                WHERE account_id = :account AND request_id = :request AND status = 'requested' AND attempts = :attempt""")
                .bind("account", account.value()).bind("request", due.id()).bind("why", why).bind("last", due.isLast())
                .bind("attempt", due.attempt()).then());
    }

    Mono<String> serialNumber(AccountId account, StationId station) {
        return database.one(account, db -> db.sql("""
                SELECT serial_number FROM station WHERE account_id = :account AND station_id = :station AND serial_number IS NOT NULL""")
                .bind("account", account.value()).bind("station", station.value()).map(row -> text(row, "serial_number")).one());
    }

    private static Due due(Readable row) {
        return new Due(new AccountId(text(row, "account_id")), Objects.requireNonNull(row.get("request_id", UUID.class)),
                new StationId(text(row, "station_id")), text(row, "certificate_type"), text(row, "csr"),
                row.get("ocpp_request_id", Integer.class), Objects.requireNonNull(row.get("attempts", Integer.class)),
                row.get("chain", String.class));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
