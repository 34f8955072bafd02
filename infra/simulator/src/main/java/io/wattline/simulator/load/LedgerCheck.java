package io.wattline.simulator.load;

import io.wattline.simulator.rpc.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Whether the tables hold what a ledger says was acknowledged, each line exactly once. */
final class LedgerCheck {
    private static final String TABLE = """
            CREATE TEMPORARY TABLE ledger (station text, transaction text, kind text, at timestamptz, register numeric)""";
    private static final String LINE = "INSERT INTO ledger VALUES (?, ?, ?, ?::timestamptz, ?)";
    /** For each kind: lines, those found nowhere, those found more than once. */
    private static final String FOUND = """
            SELECT kind, count(*), count(*) FILTER (WHERE times = 0), count(*) FILTER (WHERE times > 1)
            FROM (SELECT kind, CASE kind
                    WHEN 'started' THEN (SELECT count(*) FROM transaction t WHERE t.station_id = l.station
                        AND t.ocpp_transaction_id = l.transaction AND t.meter_start_wh = l.register)
                    WHEN 'ended' THEN (SELECT count(*) FROM transaction t WHERE t.station_id = l.station
                        AND t.ocpp_transaction_id = l.transaction AND t.state <> 'active' AND t.meter_stop_wh = l.register)
                    ELSE (SELECT count(*) FROM meter_value m WHERE m.station_id = l.station AND m.at = l.at AND m.energy_wh = l.register)
                  END AS times
                FROM ledger l) AS counted
            GROUP BY kind ORDER BY kind""";
    private static final int AT_A_TIME = 10_000;

    private final EmbeddedPostgres database;
    private final PrintStream out;

    LedgerCheck(EmbeddedPostgres database, PrintStream out) {
        this.database = database;
        this.out = out;
    }

    /** True when all of them are there once. */
    boolean holds(Path ledger) throws IOException, SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            load(connection, ledger);
            statement.execute("ANALYZE ledger");
            boolean holds = true;
            try (ResultSet found = statement.executeQuery(FOUND)) {
                while (found.next()) {
                    out.printf(Locale.ROOT, "ledger: %d %s, %d of them not stored, %d stored more than once%n", found.getLong(2),
                            found.getString(1), found.getLong(3), found.getLong(4));
                    holds &= found.getLong(3) == 0 && found.getLong(4) == 0;
                }
            }
            return holds;
        }
    }

    private static void load(Connection connection, Path ledger) throws IOException, SQLException {
        try (BufferedReader lines = Files.newBufferedReader(ledger); PreparedStatement insert = connection.prepareStatement(LINE)) {
            int waiting = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = Json.MAPPER.readTree(line);
                insert.setString(1, entry.path("station").asString());
                insert.setString(2, entry.path("transaction").asString());
                insert.setString(3, entry.path("kind").asString());
                insert.setString(4, entry.path("timestamp").asString());
                insert.setBigDecimal(5, entry.path("register").decimalValue());
                insert.addBatch();
                if (++waiting % AT_A_TIME == 0) insert.executeBatch();
            }
            insert.executeBatch();
        }
    }
}
