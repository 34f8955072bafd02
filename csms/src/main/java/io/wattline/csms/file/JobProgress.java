package io.wattline.csms.file;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.JobKind;
import io.wattline.model.event.JobProgressed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Follows jobs to their end by what stations tell of them. */
@Component
@CrossTenant("a batch holds facts of all accounts; every row names its account")
public class JobProgress {
    private record Row(AccountEvent fact, JobProgressed told) {}

    private record Key(String account, String station, JobKind kind, @Nullable Integer requestId) {}

    public Mono<Void> apply(DatabaseClient db, List<AccountEvent> facts) {
        List<Row> rows = lastOfEach(facts);
        if (rows.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                UPDATE job SET status = told.status, info = told.info, outcome = told.outcome, updated_at = told.at
                FROM unnest(:account::text[], :station::text[], :kind::text[], :request::int[], :status::text[], :info::text[], :outcome::text[],
                    :at::timestamptz[]) AS told(account_id, station_id, kind, request_id, status, info, outcome, at)
                WHERE job.account_id = told.account_id AND job.station_id = told.station_id AND job.outcome <> 'done' AND job.task_id = (
                    SELECT task_id FROM job AS meant WHERE meant.account_id = told.account_id AND meant.station_id = told.station_id
                        AND CASE WHEN told.request_id IS NULL THEN meant.kind = told.kind AND meant.outcome = 'running'
                            ELSE meant.request_id = told.request_id AND (meant.kind = told.kind OR told.kind = 'log' AND meant.kind = 'diagnostics') END
                    ORDER BY meant.created_at DESC LIMIT 1)"""), rows)
                .column("account", String.class, row -> row.fact().account().value())
                .column("station", String.class, row -> row.told().station().value())
                .column("kind", String.class, row -> row.told().kind().wireName())
                .column("request", Integer.class, row -> row.told().requestId())
                .column("status", String.class, row -> row.told().status()).column("info", String.class, row -> row.told().info())
                .column("outcome", String.class, row -> row.told().outcome().name().toLowerCase(Locale.ROOT))
                .column("at", Instant.class, row -> row.fact().receivedAt()).bound().then();
    }

    /** A statement changes a row once. A station that has nothing to do says nothing of what it did. */
    private static List<Row> lastOfEach(List<AccountEvent> facts) {
        var last = new LinkedHashMap<Key, Row>();
        for (AccountEvent fact : facts)
            if (fact.event() instanceof JobProgressed told && !told.saysIdle())
                last.put(new Key(fact.account().value(), told.station().value(), told.kind(), told.requestId()), new Row(fact, told));
        return new ArrayList<>(last.values());
    }
}
