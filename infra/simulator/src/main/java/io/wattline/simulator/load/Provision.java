package io.wattline.simulator.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Writes what a run finds: accounts with their owners, stations, tags, and a past. Straight into the database, because millions are too many for REST. */
final class Provision {
    private static final String ACCOUNT = """
            INSERT INTO account (account_id, name, unknown_station_policy) SELECT id, id, 'accept' FROM unnest(?::text[]) AS id
            ON CONFLICT DO NOTHING""";
    private static final String OWNER = """
            INSERT INTO app_user (account_id, user_id, email, name, password_hash, permissions)
            SELECT id, gen_random_uuid(), 'owner@' || id || '.example', 'Owner', password_hash, permissions
            FROM unnest(?::text[]) AS id, app_user WHERE email = 'owner@demo.example'
            ON CONFLICT DO NOTHING""";
    private static final String STATION = """
            INSERT INTO station (account_id, station_id, name) SELECT account, id, id FROM unnest(?::text[], ?::text[]) AS t(account, id)
            ON CONFLICT DO NOTHING""";
    private static final String TAG = """
            INSERT INTO tag (account_id, tag_key, id_tag) SELECT account, id, id FROM unnest(?::text[], ?::text[]) AS t(account, id)
            ON CONFLICT DO NOTHING""";
    /** Half an hour each, spread over the year before yesterday. */
    private static final String PAST = """
            INSERT INTO transaction (account_id, transaction_id, station_id, ocpp_transaction_id, evse, connector, id_tag, state, started_at,
                stopped_at, meter_start_wh, meter_last_wh, meter_stop_wh, energy_wh, start_reason, stop_reason, received_at, updated_at)
            SELECT accounts[n % stations + 1], gen_random_uuid(), ids[n % stations + 1], 'past-' || n, 1, 1, tags[n % cardinality(tags) + 1],
                'ended', at, at + interval '30 minutes', n, n + 5500, n + 5500, 5500, 'Authorized', 'Local', at, at
            FROM (SELECT ?::text[] AS accounts, ?::text[] AS ids, ?::text[] AS tags) AS t, cardinality(ids) AS stations,
                generate_series(?, ?) AS n, LATERAL (SELECT now() - interval '2 days' - n % 525600 * interval '1 minute' AS at) AS moment""";
    private static final int PAST_AT_A_TIME = 100_000;

    private final EmbeddedPostgres database;
    private final LoadPlan plan;

    Provision(EmbeddedPostgres database, LoadPlan plan) {
        this.database = database;
        this.plan = plan;
    }

    static List<String> accounts(int number) {
        return number == 0 ? List.of() : IntStream.rangeClosed(1, number).mapToObj("bench%04d"::formatted).toList();
    }

    /** As many as stations can show, and evenly over the accounts. */
    static List<String> tags(int number, int accounts) {
        int each = Math.max(1, accounts);
        int even = (number + each - 1) / each * each;
        return IntStream.rangeClosed(1, even).mapToObj("LOADTAG%05d"::formatted).toList();
    }

    void write(int past) throws SQLException {
        try (Connection connection = database.connect()) {
            Object[] stations = IntStream.range(0, plan.stations()).mapToObj(LoadPlan::stationId).toArray();
            Object[] owners = accountsOf(plan.stations());
            run(connection, ACCOUNT, connection.createArrayOf("text", plan.accounts().toArray()));
            run(connection, OWNER, connection.createArrayOf("text", plan.accounts().toArray()));
            var texts = connection.createArrayOf("text", stations);
            var accounts = connection.createArrayOf("text", owners);
            if (plan.password() == null) run(connection, STATION, accounts, texts);
            var tags = connection.createArrayOf("text", plan.tags().toArray());
            run(connection, TAG, connection.createArrayOf("text", accountsOf(plan.tags().size())), tags);
            for (int from = 0; from < past; from += PAST_AT_A_TIME)
                run(connection, PAST, accounts, texts, tags, from + 1, Math.min(past, from + PAST_AT_A_TIME));
            run(connection, "VACUUM ANALYZE");
        }
    }

    private Object[] accountsOf(int number) {
        return IntStream.range(0, number).mapToObj(index -> {
            String account = plan.account(index);
            return account == null ? Rest.DEMO : account;
        }).toArray();
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.execute();
        }
    }
}
