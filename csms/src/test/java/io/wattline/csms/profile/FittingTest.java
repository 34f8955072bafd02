package io.wattline.csms.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.web.Problem;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Kind;
import io.wattline.model.charging.ChargingProfile.Period;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.ChargingProfile.RateUnit;
import io.wattline.model.charging.ChargingProfile.Recurrency;
import io.wattline.model.charging.ChargingProfile.Schedule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FittingTest {
    private static final Instant NOW = Instant.parse("2026-03-04T10:11:12.345Z");
    private static final StationLimits NONE = new StationLimits(null, Set.of(), null, null);

    private static final Supply USUAL = new Supply(BigDecimal.valueOf(230), 3);
    private static final Quirks REFUSING = new Quirks(null, null, null, null, null, null, null, null, null, null, true, false, null, null,
            null, null);

    @Test
    void aStationThatNeverSaidGetsItAsItIs() {
        var fitting = new Fitting(NONE, USUAL, Quirks.NONE, NOW);
        ChargingProfile profile = profile(Kind.RELATIVE, RateUnit.A, "16", 3);

        assertThat(fitting.fit(profile)).isEqualTo(profile);
        assertThat(fitting.adjustments()).isEmpty();
    }

    @Test
    void ampereBecomeWattOfAllPhasesAndBack() {
        assertThat(limit(RateUnit.W, profile(Kind.RELATIVE, RateUnit.A, "16", 1))).isEqualByComparingTo("3680");
        assertThat(limit(RateUnit.W, profile(Kind.RELATIVE, RateUnit.A, "16", null))).isEqualByComparingTo("11040");
        assertThat(limit(RateUnit.A, profile(Kind.RELATIVE, RateUnit.W, "11000", 3))).isEqualByComparingTo("15.9");
        assertThat(limit(RateUnit.A, profile(Kind.RELATIVE, RateUnit.W, "7400", 1))).isEqualByComparingTo("32.1");
    }

    @Test
    void limitsAreRoundedDown() {
        assertThat(new Fitting(NONE, USUAL, Quirks.NONE, NOW).fit(profile(Kind.RELATIVE, RateUnit.A, "6.66", 3)).schedules().getFirst()
                .periods()
                .getFirst().limit()).isEqualByComparingTo("6.6");
        assertThat(
                new Fitting(NONE, USUAL, REFUSING, NOW).fit(profile(Kind.RELATIVE, RateUnit.A, "6.66", 3)).schedules().getFirst().periods()
                        .getFirst().limit())
                .isEqualByComparingTo("6");
    }

    @Test
    void aStackLevelTooHighBecomesTheHighestAndIsTold() {
        var fitting = new Fitting(new StationLimits(0, Set.of(), null, null), USUAL, Quirks.NONE, NOW);

        assertThat(fitting.fit(profile(Kind.RELATIVE, RateUnit.A, "16", 3)).stackLevel()).isZero();
        assertThat(fitting.adjustments()).containsExactly("The stack level 4 became 0, the highest that this station takes.");
    }

    @Test
    void aMakeThatRefusesTheLimitOfTheStationGetsADefaultOfTransactions() {
        var fitting = new Fitting(NONE, USUAL, REFUSING, NOW);
        var wanted = profile(Kind.RELATIVE, RateUnit.A, "16", 3);
        var ofStation = new ChargingProfile(1, 0, Purpose.STATION_MAX, Kind.RELATIVE, null, null, null, null, wanted.schedules());

        assertThat(fitting.fit(ofStation).purpose()).isEqualTo(Purpose.TX_DEFAULT);
        assertThat(fitting.adjustments()).hasSize(1);
    }

    @Test
    void aScheduleWithoutAStartGetsTheOneItsKindNeeds() {
        assertThat(start(Kind.ABSOLUTE)).isEqualTo("2026-03-04T10:11:12Z");
        assertThat(start(Kind.RECURRING)).isEqualTo("2026-03-04T00:00:00Z");
        assertThat(start(Kind.RELATIVE)).isNull();
    }

    @Test
    void morePeriodsThanTheStationTakesAreRefused() {
        var fitting = new Fitting(new StationLimits(null, Set.of(), 1, null), USUAL, Quirks.NONE, NOW);
        var one = profile(Kind.RELATIVE, RateUnit.A, "16", 3);
        Schedule twice = new Schedule(RateUnit.A, null, null, null, List.of(period("16", 3), new Period(60, BigDecimal.ONE, null, null)));

        assertThatThrownBy(() -> fitting.fit(one.with(List.of(twice)))).isInstanceOf(Problem.class)
                .hasMessage("The station takes 1 periods a schedule.");
    }

    private static BigDecimal limit(RateUnit only, ChargingProfile profile) {
        Schedule fitted = new Fitting(new StationLimits(null, Set.of(only), null, null), USUAL, Quirks.NONE, NOW).fit(profile).schedules()
                .getFirst();
        assertThat(fitted.unit()).isEqualTo(only);
        return fitted.periods().getFirst().limit();
    }

    private static Instant start(Kind kind) {
        return new Fitting(NONE, USUAL, Quirks.NONE, NOW).fit(profile(kind, RateUnit.A, "16", 3)).schedules().getFirst().start();
    }

    private static ChargingProfile profile(Kind kind, RateUnit unit, String limit, Integer phases) {
        return new ChargingProfile(1, 4, Purpose.TX_DEFAULT, kind, kind == Kind.RECURRING ? Recurrency.DAILY : null, null, null, null,
                List.of(new Schedule(unit, null, null, null, List.of(period(limit, phases)))));
    }

    private static Period period(String limit, Integer phases) { return new Period(0, new BigDecimal(limit), phases, null); }
}
