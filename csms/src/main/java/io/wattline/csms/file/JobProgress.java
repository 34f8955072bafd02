package io.wattline.csms.file;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.JobKind;
import io.wattline.model.event.JobProgressed;
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

    /**
     * A station that names no number means what it works at, or failed at within a day. A failure is the end when no retries are left; a task
     * that was given up is set right when the station did what it agreed to after all.
     */
    private static final String FOLLOW = """
            WITH told AS (
                SELECT * FROM unnest(:account::text[], :station::text[], :kind::text[], :request::int[], :status::text[], :info::text[],
                    :outcome::text[], :again::boolean[], :at::timestamptz[])
                    AS t(account_id, station_id, kind, request_id, status, info, outcome, again, at)),
            meant AS (
                SELECT told.*, (
                    SELECT job.task_id FROM job JOIN task USING (account_id, task_id)
                    WHERE job.account_id = told.account_id AND job.station_id = told.station_id AND NOT\s""" + JobRows.REFUSED + """
                     AND CASE WHEN told.request_id IS NULL
                        THEN job.kind = told.kind AND (job.outcome = 'running' OR job.outcome = 'failed' AND job.updated_at > told.at - interval '1 day')
                        ELSE job.request_id = told.request_id AND (job.kind = told.kind OR told.kind = 'log' AND job.kind = 'diagnostics') END
                    ORDER BY job.outcome = 'running' DESC, job.created_at DESC LIMIT 1) AS task_id FROM told),
            moved AS (
                UPDATE job SET status = meant.status, info = meant.info, updated_at = meant.at, failures = job.failures + meant.again::int,
                    outcome = CASE WHEN meant.again AND job.failures < job.retries THEN 'running' ELSE meant.outcome END
                FROM meant WHERE job.account_id = meant.account_id AND job.task_id = meant.task_id AND job.outcome <> 'done'
                RETURNING job.account_id, job.task_id, job.outcome, job.updated_at)
            UPDATE task SET stage = 'effective', error = NULL, updated_at = moved.updated_at FROM moved
            WHERE task.account_id = moved.account_id AND task.task_id = moved.task_id AND moved.outcome = 'done' AND task.stage = 'failed'
                AND task.result = 'Accepted'""";

    public Mono<Void> apply(DatabaseClient db, List<AccountEvent> facts) {
        List<Row> rows = lastOfEach(facts);
        if (rows.isEmpty()) return Mono.empty();
        return Rows.of(db.sql(FOLLOW), rows)
                .column("account", row -> row.fact().account().value())
                .column("station", row -> row.told().station().value())
                .column("kind", row -> row.told().kind().wireName())
                .column("request", row -> row.told().requestId())
                .column("status", row -> row.told().status()).column("info", row -> row.told().info())
                .column("outcome", row -> row.told().outcome().name().toLowerCase(Locale.ROOT))
                .column("again", row -> row.told().mayTryAgain())
                .column("at", row -> row.fact().receivedAt()).bound().then();
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
