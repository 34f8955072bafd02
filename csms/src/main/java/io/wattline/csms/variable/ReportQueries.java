package io.wattline.csms.variable;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** How far reports came. */
@Repository
class ReportQueries {
    private static final int MOST_SHOWN = 100;

    /** {@code parts}: how many came; {@code expected}: how many there are, once the last came; {@code at}: when it was asked for, or began. */
    record ReportView(int requestId, @Nullable String kind, int parts, @Nullable Integer expected, boolean complete, Instant at,
            Instant updatedAt, @Nullable Instant completedAt, @Nullable String firmwareVersion) {}

    private final AccountDatabase database;

    ReportQueries(AccountDatabase database) { this.database = database; }

    Flux<ReportView> list(AccountId account, StationId station) {
        return database.many(account, db -> db
                .sql("""
                SELECT request_id, kind, cardinality(parts) AS parts, last_part + 1 AS expected, requested_at, updated_at, completed_at, firmware_version
                FROM variable_report WHERE account_id = :account AND station_id = :station ORDER BY requested_at DESC, request_id LIMIT :most""")
                .bind("account", account.value()).bind("station", station.value()).bind("most", MOST_SHOWN)
                .map(row -> new ReportView(Objects.requireNonNull(row.get("request_id", Integer.class)), row.get("kind", String.class),
                        Objects.requireNonNull(row.get("parts", Integer.class)), row.get("expected", Integer.class),
                        row.get("completed_at", Instant.class) != null, Objects.requireNonNull(row.get("requested_at", Instant.class)),
                        Objects.requireNonNull(row.get("updated_at", Instant.class)), row.get("completed_at", Instant.class),
                        row.get("firmware_version", String.class)))
                .all());
    }
}
