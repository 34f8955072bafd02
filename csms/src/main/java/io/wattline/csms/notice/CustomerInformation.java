package io.wattline.csms.notice;

import io.wattline.csms.database.AccountDatabase;
import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.csms.database.CrossTenant;
import io.wattline.csms.database.Upkeep;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What stations told of customers is personal: it goes when somebody says so, and by itself after the days the account gives it. */
@Component
class CustomerInformation extends Upkeep {
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofHours(6);

    private final AccountDatabase database;
    private final AllAccountsDatabase allAccounts;
    private final Clock clock;

    CustomerInformation(AccountDatabase database, AllAccountsDatabase allAccounts, Clock clock) {
        super(FIRST, EVERY);
        this.database = database;
        this.allAccounts = allAccounts;
        this.clock = clock;
    }

    /** All parts of what was told under this number; emits how many there were. */
    Mono<Long> forget(AccountId account, StationId station, int request) {
        return database.one(account, db -> db.sql("""
                DELETE FROM station_notice WHERE account_id = :account AND station_id = :station AND kind = 'customer-information'
                    AND split_part(key, '.', 1) = :request""")
                .bind("account", account.value()).bind("station", station.value()).bind("request", "%010d".formatted(request)).fetch()
                .rowsUpdated());
    }

    @CrossTenant("upkeep looks after all accounts; every row names its account")
    Mono<Long> forgetOld() {
        return allAccounts.client().sql("""
                DELETE FROM station_notice AS told USING account WHERE told.account_id = account.account_id AND told.kind = 'customer-information'
                    AND told.at < :now::timestamptz - make_interval(days => account.customer_information_days)""")
                .bind("now", clock.instant()).fetch().rowsUpdated();
    }

    @Override
    protected Mono<Long> round() { return forgetOld(); }
}
