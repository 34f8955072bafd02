package io.wattline.csms.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database and the roles that an operator creates by hand for a PostgreSQL of his own (docs/operate.md). */
final class DatabaseRoles {
    private static final String DATABASE = "wattline";
    private static final String OWNER = "wattline_owner";
    private static final List<String> ROLES = List.of(OWNER, "wattline_app", "wattline_ingest");

    private final int port;

    DatabaseRoles(int port) { this.port = port; }

    void createMissing() {
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres")) {
            for (String role : ROLES) {
                if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role))
                    execute(connection, "CREATE ROLE " + role + " LOGIN");
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
                execute(connection, "CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
        } catch (SQLException e) {
            throw new UnusableDatabaseException("The embedded database does not answer as it should: " + e.getMessage() + ".");
        }
    }

    private static boolean exists(Connection connection, String question, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
