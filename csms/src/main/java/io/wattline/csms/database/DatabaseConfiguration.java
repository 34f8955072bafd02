package io.wattline.csms.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** PostgreSQL, our own or a given one: migrated by its owner before anybody else connects. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {
    /** For a connection. */
    private static final Duration WAIT_OF_REQUESTS = Duration.ofSeconds(30);
    /** A session whose client vanished must not keep its locks, and what is the same for any rows is planned once. */
    private static final Map<String, String> OPTIONS_OF_INGEST = Map.of("idle_in_transaction_session_timeout", "2min",
            "plan_cache_mode", "force_generic_plan");

    @Bean
    DatabaseAddress databaseAddress(DatabaseProperties properties) {
        if (!properties.isEmbedded())
            return migrated(new DatabaseAddress(properties.host(), properties.port(), properties.name(), () -> {}), properties);
        EmbeddedDatabase embedded = EmbeddedDatabase.start(Path.of(properties.embeddedFolder()));
        return migrated(new DatabaseAddress("127.0.0.1", embedded.port(), properties.name(), embedded::close), properties);
    }

    @Bean
    @Primary
    ConnectionPool appConnections(DatabaseAddress address, DatabaseProperties properties) {
        return pool(address, "wattline_app", properties.appPassword(), properties.appConnections(), WAIT_OF_REQUESTS, Map.of());
    }

    @Bean
    ConnectionPool ingestConnections(DatabaseAddress address, DatabaseProperties properties) {
        return pool(address, "wattline_ingest", properties.ingestPassword(), properties.ingestConnections(), properties.patience(),
                OPTIONS_OF_INGEST);
    }

    private static DatabaseAddress migrated(DatabaseAddress address, DatabaseProperties properties) {
        try {
            Flyway.configure().dataSource(address.jdbcUrl(), "wattline_owner", properties.ownerPassword()).load().migrate();
            return address;
        } catch (RuntimeException e) {
            address.close();
            throw e;
        }
    }

    private static ConnectionPool pool(DatabaseAddress address, String role, String password, int size, Duration wait,
            Map<String, String> options) {
        var postgres = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder().host(address.host()).port(address.port())
                .database(address.name()).username(role).password(password).applicationName("wattline " + role).tcpNoDelay(true)
                .tcpKeepAlive(true).options(options).build());
        return new ConnectionPool(ConnectionPoolConfiguration.builder(postgres).name(role).initialSize(0).maxSize(size)
                .maxAcquireTime(wait).maxIdleTime(Duration.ofMinutes(30)).build());
    }

    /** Closing it ends the embedded server; a given server is not ours to stop. */
    record DatabaseAddress(String host, int port, String name, Runnable stop) implements AutoCloseable {
        String jdbcUrl() { return "jdbc:postgresql://" + host + ":" + port + "/" + name; }

        @Override
        public void close() { stop.run(); }
    }
}
