package io.wattline.csms.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.test.StepVerifier;

@CsmsTest
class DayPartitionsTest {
    private static final int BEYOND_THE_USUAL = 20;

    @Autowired
    private DayPartitions partitions;
    @Autowired
    private AllAccountsDatabase database;

    @Test
    void keepsTheDaysToComeReady() {
        StepVerifier.create(partitions.create().then(partitions.create())).verifyComplete();

        assertThat(one("SELECT count(*)::text FROM pg_inherits WHERE inhparent = 'frame'::regclass")).asLong().isGreaterThanOrEqualTo(10);
    }

    @Test
    void takesOverRowsThatCameBeforeTheirDay() {
        LocalDate day = Clock.systemUTC().instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(BEYOND_THE_USUAL);
        String station = "EARLY-" + UUID.randomUUID();
        one("INSERT INTO meter_value (account_id, station_id, evse, connector, at, fingerprint, received_at) VALUES ('a', '" + station
                + "', 1, 1, '" + day + " 12:00+00', 1, now()) RETURNING 'stored'");

        one("SELECT create_day_partitions(" + BEYOND_THE_USUAL + ")::text");

        assertThat(one("SELECT tableoid::regclass::text FROM meter_value WHERE station_id = '" + station + "'"))
                .isEqualTo("meter_value_" + day.format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    private String one(String sql) {
        var value = new AtomicReference<String>();
        StepVerifier.create(database.client().sql(sql).map(row -> String.valueOf(row.get(0))).one()).consumeNextWith(value::set)
                .verifyComplete();
        return value.get();
    }
}
