package io.wattline.csms.database;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the partitions of the days to come and drops those of days that nobody keeps. When that fails nothing stops: rows of a day without a
 * partition are kept together, and move once it is there.
 */
@Component
public class DayPartitions extends Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(DayPartitions.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int DAYS_AHEAD = 7;

    private final AllAccountsDatabase database;
    private final RetentionProperties retention;
    private final Clock clock;

    DayPartitions(AllAccountsDatabase database, RetentionProperties retention, Clock clock) {
        super(Duration.ZERO, EVERY);
        this.database = database;
        this.retention = retention;
        this.clock = clock;
    }

    /** Each table for itself, so that trouble with one does not keep the others from their partitions. */
    @Override
    protected Mono<Void> round() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate yesterday = today.minusDays(1);
        LocalDate firstSample = today.minusDays(retention.meterValues().toDays());
        LocalDate firstEvent = today.minusDays(retention.events().toDays());
        return Flux
                .just(drop("meter_value", firstSample), drop("outbox", firstEvent),
                        create("meter_value", firstSample, today.plusDays(DAYS_AHEAD)),
                        create("outbox", yesterday, today.plusDays(DAYS_AHEAD)), create("frame", yesterday, today.plusDays(DAYS_AHEAD)))
                .concatMap(work -> work.then().onErrorResume(failure -> {
                    LOG.atError().setCause(failure).log("partitions are not as they should be");
                    return Mono.empty();
                })).then();
    }

    /** Those of the days to come, and those of days since {@code firstKept} that got rows without one; how many were made. */
    @CrossTenant("partitions hold the rows of all accounts")
    Mono<Long> create(String table, LocalDate firstKept, LocalDate lastMade) {
        return database.client().sql("SELECT days_without_partition(:table, :first, :last)").bind("table", table).bind("first", firstKept)
                .bind("last", lastMade).map(row -> row.get(0, LocalDate.class)).all().collectList().flatMapIterable(days -> days)
                .concatMap(day -> isDone("create_day_partition", table, day)).filter(made -> made).count();
    }

    /** Those before {@code firstKept}; how many there were. */
    @CrossTenant("partitions hold the rows of all accounts")
    public Mono<Long> drop(String table, LocalDate firstKept) {
        return isDone("drop_day_partition", table, firstKept).repeat().takeWhile(dropped -> dropped).count();
    }

    private Mono<Boolean> isDone(String function, String table, LocalDate day) {
        return database.client().sql("SELECT " + function + "(:table, :day)").bind("table", table).bind("day", day)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class))).one();
    }
}
