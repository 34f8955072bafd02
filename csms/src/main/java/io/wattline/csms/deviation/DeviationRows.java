package io.wattline.csms.deviation;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deviations in the database. */
@Repository
class DeviationRows {
    private final AccountDatabase database;
    private final AllAccountsDatabase allAccounts;

    DeviationRows(AccountDatabase database, AllAccountsDatabase allAccounts) {
        this.database = database;
        this.allAccounts = allAccounts;
    }

    /** A station that deviates in more than 500 ways invents them: further ones are not kept. */
    @CrossTenant("a batch holds deviations of all accounts; every row names its account")
    Mono<Void> add(List<Tally> tallies) {
        if (tallies.isEmpty()) return Mono.empty();
        return Rows.of(allAccounts.client().sql("""
                INSERT INTO deviation AS old (account_id, station_id, kind, action, pointer, count, first_at, last_at, example)
                SELECT n.* FROM unnest(:account::text[], :station::text[], :kind::text[], :action::text[], :pointer::text[], :count::bigint[],
                    :firstAt::timestamptz[], :lastAt::timestamptz[], :example::text[])
                    AS n(account_id, station_id, kind, action, pointer, count, first_at, last_at, example)
                JOIN station USING (account_id, station_id)
                WHERE (SELECT count(*) FROM deviation d WHERE d.account_id = n.account_id AND d.station_id = n.station_id) < 500
                    OR EXISTS (SELECT FROM deviation d WHERE (d.account_id, d.station_id, d.kind, d.action, d.pointer)
                        = (n.account_id, n.station_id, n.kind, n.action, n.pointer))
                ORDER BY 1, 2, 3, 4, 5
                ON CONFLICT (account_id, station_id, kind, action, pointer) DO UPDATE SET count = old.count + excluded.count,
                    first_at = LEAST(old.first_at, excluded.first_at), last_at = GREATEST(old.last_at, excluded.last_at),
                    example = excluded.example"""), tallies)
                .column("account", t -> t.key().account().value())
                .column("station", t -> t.key().station().value())
                .column("kind", t -> t.key().kind()).column("action", t -> storable(t.key().action()))
                .column("pointer", t -> storable(t.key().pointer())).column("count", Tally::count)
                .column("firstAt", Tally::firstAt).column("lastAt", Tally::lastAt)
                .column("example", t -> storable(t.example())).bound().then();
    }

    @CrossTenant("a batch holds stations of all accounts; every row names its account")
    Mono<Void> skews(List<ClockSkews.Row> skews) {
        if (skews.isEmpty()) return Mono.empty();
        return Rows.of(allAccounts.client().sql("""
                UPDATE station s SET clock_skew_seconds = n.seconds
                FROM unnest(:account::text[], :station::text[], :seconds::bigint[]) AS n(account_id, station_id, seconds)
                WHERE s.account_id = n.account_id AND s.station_id = n.station_id"""), skews)
                .column("account", row -> row.account().value())
                .column("station", row -> row.station().value())
                .column("seconds", ClockSkews.Row::seconds).bound().then();
    }

    /** The most frequent first. */
    Flux<DeviationView> list(AccountId account, StationId station) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM deviation WHERE account_id = :account AND station_id = :station
                ORDER BY count DESC, kind, action, pointer""")
                .bind("account", account.value()).bind("station", station.value()).map(DeviationRows::view).all());
    }

    Mono<Void> forget(AccountId account, StationId station) {
        return database.one(account, db -> db.sql("DELETE FROM deviation WHERE account_id = :account AND station_id = :station")
                .bind("account", account.value()).bind("station", station.value()).then());
    }

    private static DeviationView view(Readable row) {
        return new DeviationView(text(row, "kind"), text(row, "action"), text(row, "pointer"),
                Objects.requireNonNull(row.get("count", Long.class)), Objects.requireNonNull(row.get("first_at", Instant.class)),
                Objects.requireNonNull(row.get("last_at", Instant.class)), text(row, "example"));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }

    /** PostgreSQL keeps every character but one. */
    private static String storable(String text) { return text.replace('\0', '\uFFFD'); }
}
