package io.wattline.csms.station;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Rows;
import io.wattline.csms.database.Together;
import io.wattline.csms.ocpp.CentralSystem.BootStatus;
import io.wattline.csms.quirk.Make;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.OcppVersion;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Looks up who is at the door. */
@Repository
@CrossTenant("a station at the door names its account in its address or not at all")
class AdmissionLookup {
    /**
     * {@code standing}: what a boot is answered; {@code previousHash}: of the password that holds until the new one is used, or empty when
     * none was asked for before;
     * {@code assumed}: what it spoke last, or what its account takes stations for that name no version.
     */
    record Known(AccountId account, StationId station, boolean enabled, @Nullable String passwordHash, @Nullable String previousHash,
            boolean anyUserName, BootStatus standing, boolean strict, Make make, OcppVersion assumed, boolean suspended,
            StationSecurity.Terms terms) {
        /** Whether it comes in whatever it presents. */
        boolean isOpen() { return passwordHash == null || "".equals(previousHash); }
    }

    private static final String SELECT = """
            SELECT account_id, station_id, enabled, password_hash, previous_password_hash, any_user_name,
                boot_status(accepted, boot_policy) AS boot_status, strictness, vendor, model, firmware_version,
                COALESCE(ocpp_version, default_version) AS assumed_version, account.status = 'suspended' AS suspended,
            """ + StationSecurity.COLUMNS + "\n";

    private record Stranger(AccountId account, StationId station) {}

    private final AllAccountsDatabase database;
    private final Clock clock;
    private final Together<StationId, List<Known>> lookups = new Together<>(this::read);
    private final Together<Stranger, Known> joins = new Together<>(strangers -> register(strangers, true));
    private final Together<Stranger, Known> joinsWithoutVersion = new Together<>(strangers -> register(strangers, false));

    AdmissionLookup(AllAccountsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The stations of that name, in whatever accounts. */
    Mono<List<Known>> find(StationId station) {
        return lookups.ask(station).defaultIfEmpty(List.of());
    }

    /** Registers it with the defaults of its account, if that one accepts whom nobody registered, has room, and takes what names no version. */
    Mono<Known> join(AccountId account, StationId station, boolean namesVersion) {
        return (namesVersion ? joins : joinsWithoutVersion).ask(new Stranger(account, station));
    }

    /** The station used its new password: the previous one is no longer valid. */
    Mono<Void> forgetPrevious(Known known) {
        return database.client().sql("""
                UPDATE station SET previous_password_hash = NULL
                WHERE account_id = :account AND station_id = :station AND password_hash = :hash""").bind("account", known.account().value())
                .bind("station", known.station().value()).bind("hash", Objects.requireNonNull(known.passwordHash())).then();
    }

    /** The present password holds until the new one is used. */
    Mono<Void> exchange(Known known, String newHash) {
        return database.client().sql("""
                UPDATE station SET previous_password_hash = COALESCE(password_hash, ''), password_hash = :hash, updated_at = :now
                WHERE account_id = :account AND station_id = :station AND password_hash IS NOT DISTINCT FROM :known""")
                .bind("account", known.account().value()).bind("station", known.station().value()).bind("hash", newHash)
                .bind("known", nullable(known.passwordHash(), String.class)).bind("now", clock.instant()).then();
    }

    /** The station came as was wanted: nothing weaker is taken from now on. */
    Mono<Void> raise(Known known) {
        return database.client().sql("""
                UPDATE station SET security_profile = wanted_security_profile, wanted_security_profile = NULL, wanted_security_until = NULL,
                    updated_at = :now
                WHERE account_id = :account AND station_id = :station AND wanted_security_profile = :wanted""")
                .bind("account", known.account().value()).bind("station", known.station().value())
                .bind("wanted", Objects.requireNonNull(known.terms().wanted())).bind("now", clock.instant()).then();
    }

    private Mono<Map<StationId, List<Known>>> read(List<StationId> stations) {
        return database.client()
                .sql(SELECT + "FROM station JOIN account USING (account_id) WHERE station_id = ANY (:stations) AND deleted_at IS NULL")
                .bind("stations", stations.stream().map(StationId::value).toArray(String[]::new)).map(AdmissionLookup::known).all()
                .collect(Collectors.groupingBy(Known::station));
    }

    private Mono<Map<Stranger, Known>> register(List<Stranger> strangers, boolean namesVersion) {
        return Rows
                .of(database.client().sql("""
                WITH joined AS (
                    INSERT INTO station AS old (account_id, station_id, name, price_per_kwh, currency, accepted, updated_at)
                    SELECT a.account_id, s.station_id, s.station_id, a.default_price_per_kwh, a.currency,
                        CASE a.unknown_station_policy WHEN 'pending' THEN false END, :now
                    FROM unnest(:account::text[], :station::text[]) AS s(account_id, station_id) JOIN account a USING (account_id)
                    WHERE a.unknown_station_policy IN ('accept', 'pending') AND a.status = 'active' AND (a.most_stations IS NULL
                        OR a.most_stations > (SELECT count(*) FROM station t WHERE t.account_id = a.account_id AND t.deleted_at IS NULL))
                        AND (:namesVersion OR a.unnamed_version_policy = 'assume')
                    ORDER BY 1, 2
                    ON CONFLICT (account_id, station_id) DO UPDATE SET deleted_at = NULL, updated_at = excluded.updated_at,
                        accepted = CASE WHEN old.deleted_at IS NULL THEN old.accepted ELSE excluded.accepted END
                    RETURNING *)
                """ + SELECT + "FROM joined JOIN account USING (account_id)").bind("now",
                        clock.instant()).bind("namesVersion", namesVersion), strangers)
                .column("account", stranger -> stranger.account().value())
                .column("station", stranger -> stranger.station().value()).bound().map(AdmissionLookup::known).all()
                .collectMap(known -> new Stranger(known.account(), known.station()));
    }

    private static Known known(Readable row) {
        return new Known(new AccountId(Objects.requireNonNull(row.get("account_id", String.class))),
                new StationId(Objects.requireNonNull(row.get("station_id", String.class))),
                Boolean.TRUE.equals(row.get("enabled", Boolean.class)),
                row.get("password_hash", String.class), row.get("previous_password_hash", String.class),
                Boolean.TRUE.equals(row.get("any_user_name", Boolean.class)),
                BootStatus.valueOf(Objects.requireNonNull(row.get("boot_status", String.class)).toUpperCase(Locale.ROOT)),
                "strict".equals(row.get("strictness", String.class)),
                new Make(row.get("vendor", String.class), row.get("model", String.class), row.get("firmware_version", String.class)),
                version(Objects.requireNonNull(row.get("assumed_version", String.class))),
                Boolean.TRUE.equals(row.get("suspended", Boolean.class)), StationSecurity.terms(row));
    }

    private static OcppVersion version(String number) {
        return Stream.of(OcppVersion.values()).filter(version -> version.number().equals(number)).findFirst().orElse(OcppVersion.V1_6);
    }
}
