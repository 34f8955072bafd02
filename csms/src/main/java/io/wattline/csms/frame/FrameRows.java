package io.wattline.csms.frame;

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
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Frames in the database. */
@Repository
class FrameRows {
    private static final int AT_ONCE = 100;

    private final AccountDatabase database;
    private final AllAccountsDatabase allAccounts;

    FrameRows(AccountDatabase database, AllAccountsDatabase allAccounts) {
        this.database = database;
        this.allAccounts = allAccounts;
    }

    /** The texts travel as one and are cut there: an array would have to be escaped and read character by character. */
    @CrossTenant("a batch holds frames of all accounts; every row names its account")
    Mono<Void> append(List<FrameBlock> blocks) {
        return Rows.of(allAccounts.client().sql("""
                INSERT INTO frame (account_id, station_id, frame_id, at, payload)
                SELECT * FROM ROWS FROM (unnest(:account::text[], :station::text[], :id::bigint[], :at::timestamptz[]),
                    string_to_table(:texts, :divider))"""), blocks)
                .column("account", block -> block.place().account().value()).column("station", block -> block.place().station().value())
                .column("id", FrameBlock::lastId).column("at", FrameBlock::latest).bound().bind("texts", texts(blocks))
                .bind("divider", String.valueOf(FrameText.ROW)).then();
    }

    private static String texts(List<FrameBlock> blocks) {
        var texts = new StringBuilder(blocks.stream().mapToInt(FrameBlock::bytes).sum());
        for (FrameBlock block : blocks) {
            if (!texts.isEmpty()) texts.append(FrameText.ROW);
            FrameText.write(block.frames(), texts);
        }
        return texts.toString();
    }

    /** Newest first; {@code before} is the id of the last frame of the page before. */
    Flux<FrameView> list(AccountId account, FrameQuery query, @Nullable Long before, int limit) {
        return Flux.defer(() -> {
            var page = new FramePage(query, before, limit);
            return database.many(account, db -> fill(page, db, account).thenMany(Flux.defer(() -> Flux.fromIterable(page.frames()))));
        });
    }

    private static Mono<Void> fill(FramePage page, DatabaseClient db, AccountId account) {
        return rows(db, account, page.next()).doOnNext(page::add).count()
                .flatMap(rows -> rows < AT_ONCE || page.isWhole() ? Mono.empty() : fill(page, db, account));
    }

    /** Each station's newest are found by the one index there is, and the newest of these are taken. */
    private static Flux<FramePage.Kept> rows(DatabaseClient db, AccountId account, FrameSearch search) {
        return search.bound(db.sql("""
                SELECT found.* FROM (%s) AS asked CROSS JOIN LATERAL (
                    SELECT * FROM frame WHERE account_id = :account AND station_id = asked.station_id%s ORDER BY frame_id DESC LIMIT :most) AS found
                ORDER BY found.frame_id DESC, found.station_id DESC LIMIT :most""".formatted(search.stations(), search.conditions())))
                .bind("account", account.value()).bind("most", AT_ONCE).map(FrameRows::kept).all();
    }

    @CrossTenant("retention is upkeep of all accounts")
    Flux<Retention> retentions() {
        return allAccounts.client().sql("SELECT account_id, frame_retention_days FROM account ORDER BY account_id")
                .map(row -> new Retention(new AccountId(text(row, "account_id")),
                        Objects.requireNonNull(row.get("frame_retention_days", Integer.class))))
                .all();
    }

    record Retention(AccountId account, int days) {}

    @CrossTenant("retention is upkeep of all accounts")
    Flux<StationId> stations(AccountId account) {
        return allAccounts.client().sql("SELECT station_id FROM station WHERE account_id = :account ORDER BY station_id")
                .bind("account", account.value()).map(row -> new StationId(text(row, "station_id"))).all();
    }

    /** At most {@code most} rows of the station's oldest frames before that time; how many there were. */
    @CrossTenant("retention is upkeep of all accounts")
    Mono<Long> deleteSome(AccountId account, StationId station, Instant before, int most) {
        return allAccounts.client().sql("""
                DELETE FROM frame WHERE account_id = :account AND station_id = :station AND at < :before AND frame_id <= (
                    SELECT max(frame_id) FROM (SELECT frame_id FROM frame WHERE account_id = :account AND station_id = :station AND at < :before
                        ORDER BY frame_id LIMIT :most) AS oldest)""")
                .bind("account", account.value()).bind("station", station.value()).bind("before", before).bind("most", AT_ONCE).fetch()
                .rowsUpdated();
    }

    private static FramePage.Kept kept(Readable row) {
        long id = Objects.requireNonNull(row.get("frame_id", Long.class));
        String station = text(row, "station_id");
        String type = row.get("type", String.class);
        return new FramePage.Kept(id, station,
                type == null ? FrameText.read(station, text(row, "payload")) : List.of(single(id, station, type, row)));
    }

    /** A row from the time before there were blocks. */
    private static FrameView single(long id, String station, String type, Readable row) {
        return new FrameView(id, station, Objects.requireNonNull(row.get("at", Instant.class)), text(row, "direction"), type,
                row.get("action", String.class), row.get("message_id", String.class), text(row, "payload"),
                row.get("latency_ms", Integer.class), text(row, "verdict"));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
