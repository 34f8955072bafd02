package io.wattline.csms.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is. Without a host csms starts its own in {@code embeddedFolder}. The owner migrates, app serves requests under
 * row-level security, ingest works for all accounts; each has its password. Pool sizes are connections.
 * {@code patience}: how long work for a station waits for a database that is away.
 */
@ConfigurationProperties("wattline.database")
public record DatabaseProperties(@Nullable String host, @DefaultValue("5432") int port, @DefaultValue("wattline") String name,
        @DefaultValue("data/postgres") String embeddedFolder, @DefaultValue("") String ownerPassword, @DefaultValue("") String appPassword,
        @DefaultValue("") String ingestPassword, @DefaultValue("10") int appConnections, @DefaultValue("6") int ingestConnections,
        @DefaultValue("90s") Duration patience) {
    public boolean isEmbedded() { return host == null || host.isBlank(); }
}
