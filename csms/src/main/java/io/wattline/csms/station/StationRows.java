package io.wattline.csms.station;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.ConnectorStatus;
import io.wattline.model.station.StationId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What ingest writes of stations and connectors: the rows of many stations with one statement. */
@Component
@CrossTenant("a batch holds stations of all accounts; every row names its account")
public class StationRows {
    /** What a batch says of a station; null leaves what is known. */
    public record StationChange(AccountId account, StationId station, @Nullable Boolean online, @Nullable Instant connectedAt,
            @Nullable String version,
            @Nullable String remoteAddress, @Nullable BootRow boot, @Nullable String status, @Nullable String reportedStatus,
            Instant seenAt) {}

    public record BootRow(String vendor, String model, @Nullable String serialNumber, @Nullable String firmwareVersion, String payload,
            Instant at) {}

    /** {@code measured}: the row is there, and only what was measured changed. */
    public record ConnectorRow(AccountId account, ConnectorState state, boolean measured) {}

    private final AllAccountsDatabase database;

    StationRows(AllAccountsDatabase database) { this.database = database; }

    /** After a start no station is connected yet, whatever the rows say. */
    public Mono<Void> nobodyIsOnline() {
        return database.client().sql("UPDATE station SET online = false WHERE online").then();
    }

    public Rows<StationChange> changed(List<StationChange> changes) {
        return Rows.of("""
                UPDATE station s SET online = COALESCE(c.online, s.online), connected_at = COALESCE(c.connected_at, s.connected_at),
                    ocpp_version = COALESCE(c.version, s.ocpp_version), remote_address = COALESCE(c.remote, s.remote_address),
                    vendor = COALESCE(c.vendor, s.vendor), model = COALESCE(c.model, s.model), serial_number = COALESCE(c.serial, s.serial_number),
                    firmware_version = COALESCE(c.firmware, s.firmware_version), boot = COALESCE(c.boot::json, s.boot),
                    booted_at = COALESCE(c.booted_at, s.booted_at), status = COALESCE(c.status, s.status),
                    reported_status = COALESCE(c.reported, s.reported_status), first_seen_at = COALESCE(s.first_seen_at, c.seen_at),
                    last_seen_at = GREATEST(s.last_seen_at, c.seen_at), updated_at = c.seen_at
                FROM unnest(:account::text[], :station::text[], :online::boolean[], :connectedAt::timestamptz[], :version::text[], :remote::text[],
                    :vendor::text[], :model::text[], :serial::text[], :firmware::text[], :boot::text[], :bootedAt::timestamptz[], :status::text[],
                    :reported::text[], :seenAt::timestamptz[])
                    AS c(account_id, station_id, online, connected_at, version, remote, vendor, model, serial, firmware, boot, booted_at, status, reported,
                    seen_at)
                WHERE s.account_id = c.account_id AND s.station_id = c.station_id""", changes)
                .column("account", c -> c.account().value())
                .column("station", c -> c.station().value()).column("online", StationChange::online)
                .column("connectedAt", StationChange::connectedAt).column("version", StationChange::version)
                .column("remote", StationChange::remoteAddress)
                .column("vendor", c -> c.boot() == null ? null : c.boot().vendor())
                .column("model", c -> c.boot() == null ? null : c.boot().model())
                .column("serial", c -> c.boot() == null ? null : c.boot().serialNumber())
                .column("firmware", c -> c.boot() == null ? null : c.boot().firmwareVersion())
                .column("boot", c -> c.boot() == null ? null : c.boot().payload())
                .column("bootedAt", c -> c.boot() == null ? null : c.boot().at())
                .column("status", StationChange::status)
                .column("reported", StationChange::reportedStatus).column("seenAt", StationChange::seenAt);
    }

    /** Those of which more than the measures changed. */
    public Rows<ConnectorRow> told(List<ConnectorRow> rows) {
        return measures(Rows.of("""
                INSERT INTO connector AS old (account_id, station_id, evse, connector, status, reported_status, error_code, status_at, power_w, energy_wh,
                    soc_percent, meter_at, transaction_id)
                SELECT * FROM unnest(:account::text[], :station::text[], :evse::int[], :connector::int[], :status::text[], :reported::text[], :error::text[],
                    :statusAt::timestamptz[], :power::numeric[], :energy::numeric[], :soc::numeric[], :meterAt::timestamptz[], :transaction::uuid[])
                ON CONFLICT (account_id, station_id, evse, connector) DO UPDATE SET status = excluded.status, reported_status = excluded.reported_status,
                    error_code = excluded.error_code, status_at = excluded.status_at, power_w = excluded.power_w, energy_wh = excluded.energy_wh,
                    soc_percent = excluded.soc_percent, meter_at = excluded.meter_at, transaction_id = excluded.transaction_id""",
                rows.stream().filter(row -> !row.measured()).toList()))
                .column("status", r -> r.state().status().wireName())
                .column("reported", r -> r.state().reportedStatus())
                .column("error", r -> r.state().errorCode()).column("statusAt", r -> r.state().statusAt())
                .column("transaction", r -> r.state().transactionId());
    }

    /** What most rows are, at a third of the cost. */
    public Rows<ConnectorRow> measured(List<ConnectorRow> rows) {
        return measures(Rows.of("""
                UPDATE connector c SET power_w = m.power, energy_wh = m.energy, soc_percent = m.soc, meter_at = m.at
                FROM unnest(:account::text[], :station::text[], :evse::int[], :connector::int[], :power::numeric[], :energy::numeric[], :soc::numeric[],
                    :meterAt::timestamptz[]) AS m(account_id, station_id, evse, connector, power, energy, soc, at)
                WHERE c.account_id = m.account_id AND c.station_id = m.station_id AND c.evse = m.evse AND c.connector = m.connector""",
                rows.stream().filter(ConnectorRow::measured).toList()));
    }

    private static Rows<ConnectorRow> measures(Rows<ConnectorRow> rows) {
        return rows.column("account", r -> r.account().value())
                .column("station", r -> r.state().ref().station().value())
                .column("evse", r -> r.state().ref().evse())
                .column("connector", r -> r.state().ref().connector())
                .column("power", r -> r.state().powerW()).column("energy", r -> r.state().energyWh())
                .column("soc", r -> r.state().socPercent()).column("meterAt", r -> r.state().meterAt());
    }

    /** A connector and the status of its station as a whole. */
    public record KnownConnector(ConnectorRow row, ConnectorStatus station) {}

    public Flux<KnownConnector> connectorsOf(DatabaseClient db, List<AccountId> accounts, List<StationId> stations) {
        return db
                .sql("""
                SELECT c.*, t.status AS station_status FROM connector c JOIN station t USING (account_id, station_id)
                JOIN unnest(:account::text[], :station::text[]) AS s(account_id, station_id) USING (account_id, station_id)""")
                .bind("account", accounts.stream().map(AccountId::value).toArray(String[]::new))
                .bind("station", stations.stream().map(StationId::value).toArray(String[]::new))
                .map(row -> new KnownConnector(connector(row), stationStatus(row))).all();
    }

    /** A connector as viewers find it when they come, with the time of its latest news. */
    public record ShownRow(ConnectorState connector, boolean online, Instant at) {}

    public Flux<ShownRow> shownOf(AccountId account) {
        return database.client().sql("""
                SELECT c.*, s.online, s.status AS station_status, GREATEST(c.status_at, c.meter_at, s.last_seen_at, s.updated_at) AS at
                FROM connector c JOIN station s USING (account_id, station_id)
                WHERE c.account_id = :account AND s.deleted_at IS NULL ORDER BY c.station_id, c.evse, c.connector""")
                .bind("account", account.value())
                .map(row -> new ShownRow(connector(row).state().under(stationStatus(row)),
                        Boolean.TRUE.equals(row.get("online", Boolean.class)),
                        row.get("at", Instant.class)))
                .all();
    }

    static ConnectorStatus stationStatus(Readable row) {
        String status = row.get("station_status", String.class);
        return status == null ? ConnectorStatus.UNKNOWN : ConnectorStatus.ofWireName(status);
    }

    static ConnectorRow connector(Readable row) {
        var ref = new ConnectorRef(new StationId(text(row, "station_id")), row.get("evse", Integer.class),
                row.get("connector", Integer.class));
        return new ConnectorRow(new AccountId(text(row, "account_id")),
                new ConnectorState(ref, ConnectorStatus.ofWireName(text(row, "status")),
                        text(row, "reported_status"), row.get("error_code", String.class), row.get("status_at", Instant.class),
                        row.get("power_w", BigDecimal.class),
                        row.get("energy_wh", BigDecimal.class), row.get("soc_percent", BigDecimal.class),
                        row.get("meter_at", Instant.class),
                        row.get("transaction_id", UUID.class)),
                false);
    }

    private static String text(Readable row, String column) { return Objects.requireNonNull(row.get(column, String.class)); }
}
