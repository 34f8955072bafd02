package io.wattline.csms.transaction;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.web.Figures;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What ingest reads and writes of transactions: many rows with one statement. The price is the station's when the row is made, and stays. */
@Component
@CrossTenant("a batch holds transactions of all accounts; every row names its account")
public class TransactionRows {
    /** {@code goesOn}: the row is there, and nothing changed but what a running transaction measures and counts. */
    public record TransactionRow(AccountId account, ChargingTransaction transaction, Instant receivedAt, boolean goesOn) {}

    /**
     * A transaction that a message names and nobody here knows. {@code opening} and {@code startedAt} are those of a 1.x start, which may
     * have been told before, or whose end; {@code anywhere}: the name may be that of another station.
     */
    public record WantedTransaction(AccountId account, StationId station, TransactionRef ref, @Nullable String opening,
            @Nullable Instant startedAt, boolean anywhere) {}

    public record FoundTransaction(AccountId account, StationId wantedBy, ChargingTransaction transaction) {}

    /** Those of which more changed than what a running transaction measures. */
    public Rows<TransactionRow> told(List<TransactionRow> rows) {
        return TransactionColumns.whole(rows.stream().filter(row -> !row.goesOn()).toList());
    }

    public Rows<TransactionRow> going(List<TransactionRow> rows) {
        return TransactionColumns.going(rows.stream().filter(TransactionRow::goesOn).toList());
    }

    /** The running transactions of these stations. */
    public Flux<TransactionRow> activeOf(DatabaseClient db, List<AccountId> accounts, List<StationId> stations) {
        return db.sql("""
                SELECT t.* FROM transaction t JOIN unnest(:account::text[], :station::text[]) AS s(account_id, station_id) USING (account_id, station_id)
                WHERE t.state = 'active'""").bind("account", accounts.stream().map(AccountId::value).toArray(String[]::new))
                .bind("station", stations.stream().map(StationId::value).toArray(String[]::new)).map(TransactionColumns::row).all();
    }

    /** By the number, by another name, by the opening, what ended after a late start, and what another station calls so. */
    public Flux<FoundTransaction> find(DatabaseClient db, List<WantedTransaction> wanted) {
        return Rows.of(db.sql("""
                WITH w AS (SELECT * FROM unnest(:account::text[], :station::text[], :ref::text[], :opening::text[], :startedAt::timestamptz[],
                    :anywhere::boolean[]) AS w(account_id, wanted_by, ref, opening, started_at, anywhere))
                SELECT w.wanted_by, t.* FROM w JOIN transaction t
                    ON t.account_id = w.account_id AND t.ocpp_transaction_id = w.ref AND t.station_id = w.wanted_by
                UNION ALL SELECT w.wanted_by, t.* FROM w JOIN transaction t
                    ON t.account_id = w.account_id AND t.station_id = w.wanted_by AND t.told_as = w.ref
                UNION ALL SELECT w.wanted_by, t.* FROM w JOIN transaction t
                    ON t.account_id = w.account_id AND t.station_id = w.wanted_by AND t.opening = w.opening
                UNION ALL SELECT w.wanted_by, t.* FROM w JOIN transaction t
                    ON t.account_id = w.account_id AND t.station_id = w.wanted_by AND t.state = 'reconstructed' AND t.stopped_at >= w.started_at
                UNION ALL SELECT w.wanted_by, t.* FROM w JOIN LATERAL (SELECT * FROM transaction o
                    WHERE w.anywhere AND o.account_id = w.account_id AND o.ocpp_transaction_id = w.ref AND o.station_id <> w.wanted_by
                        AND o.opening IS NOT NULL LIMIT 1) t ON true"""),
                wanted).column("account", w -> w.account().value())
                .column("station", w -> w.station().value()).column("ref", w -> w.ref().value())
                .column("opening", WantedTransaction::opening)
                .column("startedAt", WantedTransaction::startedAt)
                .column("anywhere", WantedTransaction::anywhere).bound().map(row -> {
                    TransactionRow found = TransactionColumns.row(row);
                    return new FoundTransaction(found.account(), new StationId(text(row, "wanted_by")), found.transaction());
                }).all();
    }

    /** The number that this opening of a 1.x transaction got. */
    public Mono<TransactionRef> numberOf(DatabaseClient db, AccountId account, StationId station, String opening) {
        return db.sql(
                "SELECT ocpp_transaction_id FROM transaction WHERE account_id = :account AND station_id = :station AND opening = :opening")
                .bind("account", account.value()).bind("station", station.value()).bind("opening", opening)
                .map(row -> new TransactionRef(text(row, "ocpp_transaction_id"))).one();
    }

    /** The token that began a transaction, by whatever name its station calls it. */
    public Mono<IdToken> tokenOf(DatabaseClient db, AccountId account, StationId station, TransactionRef transaction) {
        return db.sql("""
                SELECT id_tag FROM transaction WHERE account_id = :account AND station_id = :station AND id_tag IS NOT NULL
                    AND (ocpp_transaction_id = :ref OR told_as = :ref) LIMIT 1""").bind("account", account.value())
                .bind("station", station.value()).bind("ref", transaction.value()).map(row -> new IdToken(text(row, "id_tag"))).one();
    }

    /** What an ended transaction costs; empty when a price or something of the transaction is missing. */
    public Mono<BigDecimal> costOf(DatabaseClient db, AccountId account, StationId station, TransactionRef transaction) {
        return db.sql("""
                SELECT energy_wh, price_per_kwh FROM transaction WHERE account_id = :account AND station_id = :station
                    AND ocpp_transaction_id = :ref AND state = 'ended' AND price_per_kwh > 0 AND held_wh = 0 AND NOT 'gap' = ANY (flags)""")
                .bind("account", account.value()).bind("station", station.value()).bind("ref", transaction.value())
                .map(row -> Figures.cost(row.get("energy_wh", BigDecimal.class), row.get("price_per_kwh", BigDecimal.class))).one();
    }

    /** The start of a fresh block of 100 transaction numbers. */
    public Mono<Integer> nextBlock(DatabaseClient db) {
        return db.sql("SELECT nextval('ocpp_transaction_number')::int AS start")
                .map(row -> Objects.requireNonNull(row.get("start", Integer.class))).one();
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
