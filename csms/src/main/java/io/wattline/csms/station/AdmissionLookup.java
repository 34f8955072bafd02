package io.wattline.csms.station;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.quirk.Make;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Looks up who is at the door. */
@Repository
@CrossTenant("a station at the door names its account in its address or not at all")
class AdmissionLookup {
    record Known(AccountId account, StationId station, boolean enabled, @Nullable String passwordHash, boolean strict, Make make) {}

    private record Stranger(AccountId account, StationId station) {}

    private final AllAccountsDatabase database;
    private final Clock clock;
    private final Together<StationId, List<Known>> lookups = new Together<>(this::read);
    private final Together<Stranger, Known> joins = new Together<>(this::register);

    AdmissionLookup(AllAccountsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The stations of that name, in whatever accounts. */
    Mono<List<Known>> find(StationId station) {
        return lookups.ask(station).defaultIfEmpty(List.of());
    }

    /** Registers it with the defaults of its account, if that one accepts whom nobody registered. */
    Mono<Known> join(AccountId account, StationId station) {
        return joins.ask(new Stranger(account, station));
    }

    private Mono<Map<StationId, List<Known>>> read(List<StationId> stations) {
        return database.client()
                .sql("""
                SELECT account_id, station_id, enabled, password_hash, strictness, vendor, model, firmware_version FROM station WHERE station_id = ANY (:stations) AND deleted_at IS NULL""")
                .bind("stations", stations.stream().map(StationId::value).toArray(String[]::new)).map(AdmissionLookup::known).all()
                .collect(Collectors.groupingBy(Known::station));
    }

    private Mono<Map<Stranger, Known>> register(List<Stranger> strangers) {
        return Rows
                .of(database.client().sql("""
                INSERT INTO station AS old (account_id, station_id, name, price_per_kwh, currency, updated_at)
                SELECT a.account_id, s.station_id, s.station_id, a.default_price_per_kwh, a.currency, :now
                FROM unnest(:account::text[], :station::text[]) AS s(account_id, station_id) JOIN account a USING (account_id)
                WHERE a.unknown_station_policy = 'accept' ORDER BY 1, 2
                ON CONFLICT (account_id, station_id) DO UPDATE SET deleted_at = NULL, updated_at = excluded.updated_at
                RETURNING account_id, station_id, enabled, password_hash, strictness, vendor, model, firmware_version""").bind("now",
                        clock.instant()), strangers)
                .column("account", String.class, stranger -> stranger.account().value())
                .column("station", String.class, stranger -> stranger.station().value()).bound().map(AdmissionLookup::known).all()
                .collectMap(known -> new Stranger(known.account(), known.station()));
    }

    private static Known known(Readable row) {
        return new Known(new AccountId(Objects.requireNonNull(row.get("account_id", String.class))),
                new StationId(Objects.requireNonNull(row.get("station_id", String.class))),
                Boolean.TRUE.equals(row.get("enabled", Boolean.class)),
                row.get("password_hash", String.class), "strict".equals(row.get("strictness", String.class)),
                new Make(row.get("vendor", String.class), row.get("model", String.class), row.get("firmware_version", String.class)));
    }
}
