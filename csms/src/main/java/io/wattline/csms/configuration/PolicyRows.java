package io.wattline.csms.configuration;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What happens after a boot: of accounts and of stations. */
@Repository
class PolicyRows {
    private static final String OF_ACCOUNT = "account WHERE account_id = :account";
    private static final String OF_STATION = "station WHERE account_id = :account AND station_id = :station";

    /** {@code reported}: whether a report was complete with the firmware that the station has now. */
    record AtBoot(@Nullable String reportAfterBoot, boolean applyAfterBoot, boolean reported) {}

    private final AccountDatabase database;

    PolicyRows(AccountDatabase database) { this.database = database; }

    Mono<Policy> ofAccount(AccountId account) {
        return database.one(account, db -> read(db, OF_ACCOUNT, account, null, "").map(PolicyRows::policy).one());
    }

    Mono<Policy> ofStation(AccountId account, StationId station) {
        return database.one(account, db -> read(db, OF_STATION, account, station, "").map(PolicyRows::policy).one());
    }

    Mono<Policy> changeAccount(AccountId account, UnaryOperator<Policy> change) {
        return database.one(account, db -> change(db, OF_ACCOUNT, account, null, change));
    }

    Mono<Policy> changeStation(AccountId account, StationId station, UnaryOperator<Policy> change) {
        return database.one(account, db -> change(db, OF_STATION, account, station, change));
    }

    Mono<AtBoot> atBoot(AccountId account, StationId station) {
        return database.one(account, db -> db.sql("""
                SELECT COALESCE(s.report_after_boot, a.report_after_boot) AS report, COALESCE(s.apply_after_boot, a.apply_after_boot, false) AS apply,
                    EXISTS (SELECT FROM variable_report r WHERE r.account_id = s.account_id AND r.station_id = s.station_id AND r.completed_at IS NOT NULL
                        AND r.kind IN ('FullInventory', 'Configuration') AND r.firmware_version IS NOT DISTINCT FROM s.firmware_version) AS reported
                FROM station s JOIN account a USING (account_id) WHERE s.account_id = :account AND s.station_id = :station""")
                .bind("account", account.value()).bind("station", station.value())
                .map(row -> new AtBoot(row.get("report", String.class), Boolean.TRUE.equals(row.get("apply", Boolean.class)),
                        Boolean.TRUE.equals(row.get("reported", Boolean.class))))
                .one());
    }

    private static Mono<Policy> change(DatabaseClient db, String whose, AccountId account, @Nullable StationId station,
            UnaryOperator<Policy> change) {
        return read(db, whose, account, station, " FOR UPDATE").map(PolicyRows::policy).one().map(change)
                .flatMap(policy -> bound(
                        db.sql("UPDATE " + whose.replace(" WHERE", " SET report_after_boot = :report, apply_after_boot = :apply WHERE"))
                                .bind("report", nullable(policy.reportAfterBoot(), String.class))
                                .bind("apply", nullable(policy.applyAfterBoot(), Boolean.class)),
                        account, station).then().thenReturn(policy));
    }

    private static GenericExecuteSpec read(DatabaseClient db, String whose, AccountId account, @Nullable StationId station, String lock) {
        return bound(db.sql("SELECT report_after_boot, apply_after_boot FROM " + whose + lock), account, station);
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, AccountId account, @Nullable StationId station) {
        GenericExecuteSpec named = statement.bind("account", account.value());
        return station == null ? named : named.bind("station", station.value());
    }

    private static Policy policy(Readable row) {
        return new Policy(row.get("report_after_boot", String.class), row.get("apply_after_boot", Boolean.class));
    }
}
