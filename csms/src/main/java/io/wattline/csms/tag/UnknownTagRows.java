package io.wattline.csms.tag;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.IdToken;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tokens that stations asked about and that are no tags, the latest 1,000 of each account. */
@Repository
class UnknownTagRows {
    private static final int MOST = 1_000;

    /** {@code stationId}: where it was seen last. */
    record UnknownTag(String idTag, @Nullable String type, String stationId, Instant firstSeenAt, Instant lastSeenAt, long count) {}

    private final AccountDatabase database;
    private final AllAccountsDatabase allAccounts;

    UnknownTagRows(AccountDatabase database, AllAccountsDatabase allAccounts) {
        this.database = database;
        this.allAccounts = allAccounts;
    }

    @CrossTenant("a batch holds tokens of all accounts; every row names its account")
    Mono<Void> add(List<Sighting> sightings) {
        if (sightings.isEmpty()) return Mono.empty();
        List<Sighting> inOrder = sightings.stream()
                .sorted(Comparator.comparing((Sighting each) -> each.account().value()).thenComparing(each -> each.token().key())).toList();
        return allAccounts.transactional(db -> upsert(db, inOrder).then(Mono.defer(() -> trim(db, inOrder))));
    }

    private static Mono<Void> upsert(DatabaseClient db, List<Sighting> sightings) {
        return Rows.of(db.sql("""
                INSERT INTO unknown_tag AS old (account_id, tag_key, id_tag, type, station_id, first_seen_at, last_seen_at, count)
                SELECT n.* FROM unnest(:account::text[], :tag::text[], :idTag::text[], :type::text[], :station::text[], :firstAt::timestamptz[],
                    :lastAt::timestamptz[], :count::bigint[]) AS n(account_id, tag_key, id_tag, type, station_id, first_at, last_at, count)
                JOIN station USING (account_id, station_id)
                WHERE NOT EXISTS (SELECT FROM tag t WHERE t.account_id = n.account_id AND t.tag_key = n.tag_key)
                ON CONFLICT (account_id, tag_key) DO UPDATE SET id_tag = excluded.id_tag, type = COALESCE(excluded.type, old.type),
                    station_id = excluded.station_id, last_seen_at = GREATEST(old.last_seen_at, excluded.last_seen_at),
                    count = old.count + excluded.count"""), sightings)
                .column("account", each -> each.account().value()).column("tag", each -> each.token().key())
                .column("idTag", each -> each.token().value()).column("type", each -> each.token().type())
                .column("station", each -> each.station().value()).column("firstAt", Sighting::firstAt).column("lastAt", Sighting::lastAt)
                .column("count", Sighting::count).bound().then();
    }

    private static Mono<Void> trim(DatabaseClient db, List<Sighting> sightings) {
        return db.sql("""
                DELETE FROM unknown_tag u USING (
                    SELECT account_id, tag_key, row_number() OVER (PARTITION BY account_id ORDER BY last_seen_at DESC, tag_key) AS place
                    FROM unknown_tag WHERE account_id = ANY (:accounts)) r
                WHERE u.account_id = r.account_id AND u.tag_key = r.tag_key AND r.place > :most""")
                .bind("accounts", sightings.stream().map(each -> each.account().value()).distinct().toArray(String[]::new))
                .bind("most", MOST).then();
    }

    /** Ordered by their ids. */
    Flux<UnknownTag> list(AccountId account, PageQuery page) {
        return database.many(account, db -> db.sql("""
                SELECT * FROM unknown_tag WHERE account_id = :account AND tag_key > :after ORDER BY tag_key LIMIT :rows""")
                .bind("account", account.value()).bind("after", page.after() == null ? "" : page.after()).bind("rows", page.rows())
                .map(UnknownTagRows::unknownTag).all());
    }

    Mono<Boolean> forget(AccountId account, IdToken token) {
        return database.one(account,
                db -> db.sql("DELETE FROM unknown_tag WHERE account_id = :account AND tag_key = :tag").bind("account", account.value())
                        .bind("tag", token.key()).fetch().rowsUpdated().map(deleted -> deleted == 1));
    }

    private static UnknownTag unknownTag(Readable row) {
        return new UnknownTag(text(row, "id_tag"), row.get("type", String.class), text(row, "station_id"),
                Objects.requireNonNull(row.get("first_seen_at", Instant.class)),
                Objects.requireNonNull(row.get("last_seen_at", Instant.class)),
                Objects.requireNonNull(row.get("count", Long.class)));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
