package io.wattline.csms.notice;

import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.notice.NoticeChanges.Gone;
import io.wattline.csms.notice.NoticeChanges.Valid;
import io.wattline.model.account.AccountId;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.station.StationId;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What stations told and is valid until they tell otherwise: limits, messages on displays, needs of cars … */
@Service
@CrossTenant("a batch holds notices of all accounts; every row names its account")
public class Notices {
    /** As JSON writes it; what looks like it behind a backslash is text. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final JsonMapper json;

    Notices(JsonMapper json) { this.json = json; }

    /** Stores what the facts of a batch say. */
    public Mono<Void> apply(DatabaseClient db, List<AccountEvent> facts) {
        var changes = NoticeChanges.of(facts, json);
        return forget(db, changes.gone()).then(keep(db, changes.valid()));
    }

    /** How many event streams the station has open, this one aside. */
    public Mono<Long> streamsBeside(DatabaseClient db, AccountId account, StationId station, int stream) {
        return db.sql("""
                SELECT count(*) AS open FROM station_notice
                WHERE account_id = :account AND station_id = :station AND kind = 'event-stream' AND key <> :stream""")
                .bind("account", account.value()).bind("station", station.value()).bind("stream", Integer.toString(stream))
                .map(row -> row.get("open", Long.class)).one();
    }

    private static Mono<Void> forget(DatabaseClient db, List<Gone> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows
                .of(db.sql(
                        """
                DELETE FROM station_notice n
                USING unnest(:account::text[], :station::text[], :kind::text[], :key::text[]) AS g(account_id, station_id, kind, key)
                WHERE n.account_id = g.account_id AND n.station_id = g.station_id AND n.kind = g.kind AND (g.key IS NULL OR n.key = g.key)"""),
                        rows)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value())
                .column("kind", Gone::kind).column("key", Gone::key).bound().then();
    }

    /** What only adds to something unknown is kept alone: it may be all there is. */
    private static Mono<Void> keep(DatabaseClient db, List<Valid> rows) {
        if (rows.isEmpty()) return Mono.empty();
        return Rows.of(db.sql("""
                INSERT INTO station_notice AS old (account_id, station_id, kind, key, evse, data, at)
                SELECT account_id, station_id, kind, key, evse, CASE WHEN adds THEN COALESCE((SELECT data FROM station_notice k
                        WHERE k.account_id = n.account_id AND k.station_id = n.station_id AND k.kind = n.kind AND k.key = n.key), '{}') ELSE '{}' END
                    || data::jsonb, at
                FROM unnest(:account::text[], :station::text[], :kind::text[], :key::text[], :evse::int[], :data::text[], :adds::boolean[],
                    :at::timestamptz[]) AS n(account_id, station_id, kind, key, evse, data, adds, at)
                ON CONFLICT (account_id, station_id, kind, key) DO UPDATE SET evse = COALESCE(excluded.evse, old.evse), data = excluded.data,
                    at = excluded.at"""), rows)
                .column("account", r -> r.account().value()).column("station", r -> r.station().value())
                .column("kind", Valid::kind).column("key", Valid::key)
                .column("evse", Valid::evse)
                .column("data", r -> NUL.matcher(r.data().toString()).replaceAll("$1"))
                .column("adds", Valid::adds).column("at", Valid::at).bound().then();
    }
}
