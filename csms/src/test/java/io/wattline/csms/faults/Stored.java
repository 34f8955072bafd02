package io.wattline.csms.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.faults.Ledger.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What the database holds of the steps of all transactions, and whether that is what the stations were told. */
final class Stored {
    private static final String STEPS = """
            SELECT station_id, ocpp_transaction_id, 'STARTED', started_at, meter_start_wh FROM transaction WHERE state <> 'reconstructed'
            UNION ALL
            SELECT station_id, ocpp_transaction_id, 'ENDED', stopped_at, meter_stop_wh FROM transaction WHERE stop_reason = 'Local'
            UNION ALL
            SELECT m.station_id, t.ocpp_transaction_id, 'SAMPLED', m.at, m.energy_wh FROM meter_value m
            LEFT JOIN transaction t ON t.account_id = m.account_id AND t.transaction_id = m.transaction_id WHERE m.context IS NULL""";
    /** The facts that histories and integrations read, told more or less than once. */
    private static final String WRONG_FACTS = """
            SELECT t.station_id, t.ocpp_transaction_id, f.type, count(o.sequence) FROM transaction t
            CROSS JOIN (VALUES ('transaction.started'), ('transaction.ended')) AS f(type)
            LEFT JOIN outbox o ON o.account_id = t.account_id AND o.station_id = t.station_id AND o.type = f.type
                AND o.data ->> 'ocppTransactionId' = t.ocpp_transaction_id
            WHERE t.state <> 'reconstructed'
            GROUP BY t.station_id, t.ocpp_transaction_id, t.state, f.type
            HAVING count(o.sequence) <> CASE WHEN f.type = 'transaction.ended' AND t.state = 'active' THEN 0 ELSE 1 END""";
    private static final String WRONG_ENERGY = """
            SELECT station_id, ocpp_transaction_id, energy_wh, meter_stop_wh - meter_start_wh AS told FROM transaction
            WHERE stop_reason = 'Local' AND energy_wh <> meter_stop_wh - meter_start_wh OR state = 'reconstructed'""";

    private final Connection connection;
    private final String stations;

    /** {@code stations}: how their ids begin. */
    Stored(Connection connection, String stations) {
        this.connection = connection;
        this.stations = stations;
    }

    /** After all stations finished: exactly what they were told, each step once, nothing else. */
    void isExactly(Ledger ledger) throws SQLException {
        holdsOnce(ledger);
        assertThat(new HashSet<>(steps())).as("nothing is stored that no station was told of").isEqualTo(new HashSet<>(ledger.told()));
    }

    /** Each step that a station was told is stored, and once; what it was not told may be. */
    void holdsOnce(Ledger ledger) throws SQLException {
        List<Step> steps = steps();
        var once = new HashSet<>(steps);
        var lost = new ArrayList<>(ledger.told());
        lost.removeAll(once);
        assertThat(lost).as("what stations were told is stored").isEmpty();
        assertThat(steps).as("nothing is stored twice").hasSameSizeAs(once);
        assertThat(rows(WRONG_ENERGY)).as("the energy of each transaction").isEmpty();
        assertThat(rows(WRONG_FACTS)).as("each fact was told once").isEmpty();
    }

    private List<Step> steps() throws SQLException {
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(ofStations(STEPS))) {
            var steps = new ArrayList<Step>();
            while (rows.next())
                steps.add(new Step(rows.getString(1), rows.getString(2), Step.Kind.valueOf(rows.getString(3)),
                        rows.getObject(4, Timestamp.class).toInstant(), rows.getBigDecimal(5)));
            return steps;
        }
    }

    private String ofStations(String sql) { return "SELECT * FROM (" + sql + ") AS every WHERE station_id LIKE '" + stations + "-%'"; }

    private List<String> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(ofStations(sql))) {
            var found = new ArrayList<String>();
            while (rows.next())
                found.add(rows.getString(1) + " " + rows.getString(2) + ": " + rows.getString(3) + " " + rows.getString(4));
            return found;
        }
    }
}
