package io.wattline.csms.station;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.ocpp.StationLink;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How stations have to show who they are. */
@Component
public class StationSecurity {
    /**
     * {@code profile}: anything weaker is refused; {@code wanted}: a station that connects so before {@code wantedUntil} has its profile
     * raised to that; {@code thumbprints}: SHA-256 of the certificates it may have, whoever signed them, any that is trusted when there are
     * none; {@code certificateName}: the name its certificate is for, its id when null.
     */
    public record Terms(int profile, @Nullable Integer wanted, @Nullable Instant wantedUntil, List<String> thumbprints,
            @Nullable String certificateName) {
        public Terms { thumbprints = List.copyOf(thumbprints); }

        /** Raises to what is wanted when the station showed as much in time. */
        boolean isReachedBy(int shown, Instant now) {
            return wanted != null && shown >= wanted && wantedUntil != null && now.isBefore(wantedUntil);
        }
    }

    /** The same for people; {@code connected}: the profile of the present connection. */
    public record SecurityView(int profile, @Nullable Integer connected, @Nullable Integer wanted, @Nullable Instant wantedUntil,
            List<String> certificateThumbprints, @Nullable String certificateName) {
        public SecurityView { certificateThumbprints = List.copyOf(certificateThumbprints); }

        public static SecurityView of(Terms terms, Optional<StationLink> link) {
            return new SecurityView(terms.profile(), link.map(up -> up.principal().securityProfile()).orElse(null), terms.wanted(),
                    terms.wantedUntil(), terms.thumbprints(), terms.certificateName());
        }
    }

    static final String COLUMNS = "security_profile, wanted_security_profile, wanted_security_until, certificate_thumbprints, certificate_name";
    private static final String WHERE = " WHERE account_id = :account AND station_id = :station AND deleted_at IS NULL";

    private final AccountDatabase database;
    private final Clock clock;

    StationSecurity(AccountDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<Terms> find(AccountId account, StationId station) { return database.one(account, db -> read(db, account, station, "")); }

    /** An upgrade that is under way is given up. */
    public Mono<Terms> change(AccountId account, StationId station, UnaryOperator<Terms> change) {
        return database.one(account, db -> read(db, account, station, " FOR UPDATE").map(change).delayUntil(terms -> db.sql("""
                UPDATE station SET security_profile = :profile, wanted_security_profile = NULL, wanted_security_until = NULL,
                    certificate_thumbprints = :thumbprints, certificate_name = :name, updated_at = :now""" + WHERE)
                .bind("account", account.value()).bind("station", station.value()).bind("profile", terms.profile())
                .bind("thumbprints", terms.thumbprints().toArray(String[]::new))
                .bind("name", nullable(terms.certificateName(), String.class)).bind("now", clock.instant()).then()));
    }

    /** Null: nothing is wanted any more; what holds stays as it is. */
    public Mono<Void> want(AccountId account, StationId station, @Nullable Integer profile, @Nullable Instant until) {
        return database.one(account, db -> db.sql(
                "UPDATE station SET wanted_security_profile = :wanted, wanted_security_until = :until, updated_at = :now" + WHERE)
                .bind("account", account.value()).bind("station", station.value()).bind("wanted", nullable(profile, Integer.class))
                .bind("until", nullable(until, Instant.class)).bind("now", clock.instant()).then());
    }

    private static Mono<Terms> read(DatabaseClient db, AccountId account, StationId station, String lock) {
        return db.sql("SELECT " + COLUMNS + " FROM station" + WHERE + lock).bind("account", account.value())
                .bind("station", station.value()).map(StationSecurity::terms).one();
    }

    static Terms terms(Readable row) {
        Integer profile = row.get("security_profile", Integer.class);
        String[] thumbprints = row.get("certificate_thumbprints", String[].class);
        return new Terms(profile == null ? 0 : profile, row.get("wanted_security_profile", Integer.class),
                row.get("wanted_security_until", Instant.class), thumbprints == null ? List.of() : List.of(thumbprints),
                row.get("certificate_name", String.class));
    }
}
