package io.wattline.csms.overview;

import io.wattline.csms.web.Needs;
import io.r2dbc.spi.Readable;
import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Figures;
import io.wattline.model.account.Permission;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An account at a glance. Today begins at midnight of the account's zone and counts the transactions that started since. */
@RestController
class OverviewController {
    private final AccountDatabase database;
    private final Clock clock;

    OverviewController(AccountDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Overview(long stations, long online, long charging, long faulted, BigDecimal powerKw, BigDecimal energyTodayKwh,
            BigDecimal costToday, String currency,
            long activeTransactions, long transactionsToday) {}

    @Needs(Permission.READ_OVERVIEW)
    @GetMapping("/api/v1/overview")
    Mono<Overview> overview(Caller caller) {
        return database.one(caller.account(), db -> db.sql("""
                WITH today AS (SELECT t.price_per_kwh, COALESCE(c.energy_wh, t.energy_wh) AS energy_wh
                    FROM transaction t JOIN account a USING (account_id)
                    LEFT JOIN connector c ON t.state = 'active' AND c.account_id = t.account_id AND c.transaction_id = t.transaction_id
                        AND c.station_id = t.station_id AND c.evse = t.evse AND c.connector = t.connector
                    WHERE t.account_id = :account
                    AND t.started_at >= date_trunc('day', :now::timestamptz, a.time_zone)),
                plugs AS (SELECT c.* FROM connector c JOIN station s USING (account_id, station_id)
                    WHERE c.account_id = :account AND s.deleted_at IS NULL AND s.online)
                SELECT a.currency,
                    (SELECT count(*) FROM station s WHERE s.account_id = :account AND s.deleted_at IS NULL) AS stations,
                    (SELECT count(*) FROM station s WHERE s.account_id = :account AND s.deleted_at IS NULL AND s.online) AS online,
                    (SELECT count(*) FROM plugs WHERE transaction_id IS NOT NULL AND power_w > 0) AS charging,
                    (SELECT count(*) FROM plugs WHERE status = 'Faulted') AS faulted,
                    (SELECT COALESCE(sum(power_w), 0) FROM plugs) AS power_w,
                    (SELECT COALESCE(sum(energy_wh), 0) FROM today) AS energy_wh,
                    (SELECT COALESCE(sum(energy_wh / 1000 * price_per_kwh), 0) FROM today) AS cost,
                    (SELECT count(*) FROM transaction t WHERE t.account_id = :account AND t.state = 'active') AS active,
                    (SELECT count(*) FROM today) AS started
                FROM account a WHERE a.account_id = :account""").bind("account", caller.account().value()).bind("now", clock.instant())
                .map(row -> overview(row)).one());
    }

    private static Overview overview(Readable row) {
        return new Overview(count(row, "stations"), count(row, "online"), count(row, "charging"), count(row, "faulted"),
                Objects.requireNonNull(Figures.kilo(figure(row, "power_w"))),
                Objects.requireNonNull(Figures.kilo(figure(row, "energy_wh"))),
                figure(row, "cost").setScale(2, RoundingMode.HALF_UP), Objects.requireNonNull(row.get("currency", String.class)),
                count(row, "active"),
                count(row, "started"));
    }

    private static long count(Readable row, String column) { return Objects.requireNonNull(row.get(column, Long.class)); }

    private static BigDecimal figure(Readable row, String column) { return Objects.requireNonNull(row.get(column, BigDecimal.class)); }
}
