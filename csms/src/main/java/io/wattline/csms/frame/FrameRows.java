package io.wattline.csms.frame;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
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
                .column("account", String.class, row -> row.account().value()).column("station", String.class, row -> row.station().value())
                .column("id", Long.class, FrameRow::id).column("at", Instant.class, row -> row.frame().at())
                .column("direction", String.class, row -> FrameView.wireName(row.frame().direction()))
                .column("type", String.class, row -> FrameView.wireName(row.frame().type()))
                .column("action", String.class, row -> storable(row.frame().action()))
                .column("messageId", String.class, row -> storable(row.frame().messageId()))
                .column("payload", String.class, row -> storable(row.frame().text()))
                .column("latency", Integer.class, row -> row.frame().latencyMillis())
                .column("verdict", String.class, row -> storable(row.frame().verdict())).bound().then();
    }

    /** Newest first; {@code before} is the id of the last frame of the page before. */
    Flux<FrameView> list(AccountId account, StationId station, FrameQuery query, @Nullable Long before, int limit) {
        var sql = new StringBuilder("SELECT * FROM frame WHERE account_id = :account AND station_id = :station");
        if (query.from() != null) sql.append(" AND at >= :from");
        if (query.to() != null) sql.append(" AND at < :to");
        if (query.action() != null) sql.append(" AND action = :action");
        if (query.q() != null) sql.append(" AND strpos(lower(payload), lower(:q)) > 0");
        // An id is never before its time: the second condition spares the partitions of later days.
        if (before != null) sql.append(" AND frame_id < :before AND at <= :beforeTime");
        sql.append(" ORDER BY frame_id DESC LIMIT :limit");
        return database.many(account, db -> {
            GenericExecuteSpec list = db.sql(sql.toString()).bind("account", account.value()).bind("station", station.value()).bind("limit",
                    limit);
            if (query.from() != null) list = list.bind("from", query.from());
            if (query.to() != null) list = list.bind("to", query.to());
            if (query.action() != null) list = list.bind("action", query.action());
            if (query.q() != null) list = list.bind("q", query.q());
            if (before != null) list = list.bind("before", before).bind("beforeTime", Instant.EPOCH.plus(before, ChronoUnit.MICROS));
            return list.map(FrameRows::view).all();
        });
    }

    private static FrameView view(Readable row) {
        return new FrameView(Objects.requireNonNull(row.get("frame_id", Long.class)), Objects.requireNonNull(row.get("at", Instant.class)),
                text(row, "direction"), text(row, "type"), row.get("action", String.class), row.get("message_id", String.class),
                text(row, "payload"), row.get("latency_ms", Integer.class), text(row, "verdict"));
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }

    /** PostgreSQL keeps every character but one. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
