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
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Frames in the database. */
@Repository
class FrameRows {
    private final AccountDatabase database;
    private final AllAccountsDatabase allAccounts;

    FrameRows(AccountDatabase database, AllAccountsDatabase allAccounts) {
        this.database = database;
        this.allAccounts = allAccounts;
    }

    @CrossTenant("a batch holds frames of all accounts; every row names its account")
    Mono<Void> append(List<FrameRow> frames) {
        return Rows.of(allAccounts.client().sql("""
                INSERT INTO frame (account_id, station_id, frame_id, at, direction, type, action, message_id, payload, latency_ms, verdict)
                SELECT * FROM unnest(:account::text[], :station::text[], :id::bigint[], :at::timestamptz[], :direction::text[], :type::text[],
                    :action::text[], :messageId::text[], :payload::text[], :latency::int[], :verdict::text[])"""), frames)
                .column("account", row -> row.account().value()).column("station", row -> row.station().value())
                .column("id", FrameRow::id).column("at", row -> row.frame().at())
                .column("direction", row -> FrameView.wireName(row.frame().direction()))
                .column("type", row -> FrameView.wireName(row.frame().type()))
                .column("action", row -> storable(row.frame().action()))
                .column("messageId", row -> storable(row.frame().messageId()))
                .column("payload", row -> storable(row.frame().text()))
                .column("latency", row -> row.frame().latencyMillis())
                .column("verdict", row -> storable(row.frame().verdict())).bound().then();
    }

    /**
     * Newest first; {@code before} is the id of the last frame of the page before. Each station's newest are found by the one index there is, and
     * the newest of these are taken.
     */
    Flux<FrameView> list(AccountId account, FrameQuery query, @Nullable Long before, int limit) {
        var search = new FrameSearch(query, before);
        return database.many(account, db -> search.bound(db.sql("""
                SELECT found.* FROM (%s) AS asked CROSS JOIN LATERAL (
                    SELECT * FROM frame WHERE account_id = :account AND station_id = asked.station_id%s ORDER BY frame_id DESC LIMIT :limit) AS found
                ORDER BY found.frame_id DESC LIMIT :limit""".formatted(search.stations(), search.conditions())))
                .bind("account", account.value()).bind("limit", limit).map(FrameRows::view).all());
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

    /** At most {@code most} of the station's oldest frames before that time; how many there were. */
    @CrossTenant("retention is upkeep of all accounts")
    Mono<Long> deleteSome(AccountId account, StationId station, Instant before, int most) {
        return allAccounts.client().sql("""
                DELETE FROM frame WHERE account_id = :account AND station_id = :station AND at < :before AND frame_id <= (
                    SELECT max(frame_id) FROM (SELECT frame_id FROM frame WHERE account_id = :account AND station_id = :station AND at < :before
                        ORDER BY frame_id LIMIT :most) AS oldest)""")
                .bind("account", account.value()).bind("station", station.value()).bind("before", before).bind("most", most).fetch()
                .rowsUpdated();
    }

    private static FrameView view(Readable row) {
        return new FrameView(Objects.requireNonNull(row.get("frame_id", Long.class)), text(row, "station_id"),
                Objects.requireNonNull(row.get("at", Instant.class)),
                text(row, "direction"), text(row, "type"), row.get("action", String.class), row.get("message_id", String.class),
                text(row, "payload"), row.get("latency_ms", Integer.class), text(row, "verdict"));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }

    /** PostgreSQL keeps every character but one. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
