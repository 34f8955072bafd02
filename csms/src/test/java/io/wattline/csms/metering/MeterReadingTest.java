package io.wattline.csms.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.model.charging.Measurand;
import io.wattline.model.charging.Sample;
import io.wattline.model.event.MeterSampled;
import io.wattline.model.station.ConnectorRef;
import io.wattline.model.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeterReadingTest {
    @Test
    void takesTheTotalBeforeThePhases() {
        MeterReading reading = of(power("3000", "L1"), power("9000", null), power("3000", "L2"));

        assertThat(reading.powerW()).isEqualByComparingTo("9000");
    }

    @Test
    void sumsThePhasesWhenNoTotalIsToldAndLeavesTheNeutralOut() {
        MeterReading reading = of(power("3000", "L1"), power("3100", "L2"), power("2900", "L3"), power("77", "N"));

        assertThat(reading.powerW()).isEqualByComparingTo("9000");
        assertThat(reading.other()).containsEntry("Power.Active.Import.L2", new BigDecimal("3100"));
    }

    @Test
    void takesTheRegisterOfTheOutletBeforeThatOfTheInlet() {
        MeterReading reading = of(energy("5", "Inlet"), energy("7", "Outlet"));

        assertThat(reading.energyWh()).isEqualByComparingTo("7");
        assertThat(reading.other()).containsOnlyKeys("Energy.Active.Import.Register@Inlet");
    }

    @Test
    void keepsWhatItDoesNotKnowUnderItsName() {
        MeterReading reading = of(new Sample(new Measurand("Vendor.Magic", "furlong"), BigDecimal.TEN, "Sample.Periodic", null, "Outlet"));

        assertThat(reading.powerW()).isNull();
        assertThat(reading.other()).containsEntry("Vendor.Magic", BigDecimal.TEN);
    }

    private static Sample power(String watts, @Nullable String phase) {
        return new Sample(Measurand.POWER_IMPORT, new BigDecimal(watts), "Sample.Periodic", phase, "Outlet");
    }

    private static Sample energy(String wattHours, String location) {
        return new Sample(Measurand.ENERGY_IMPORT, new BigDecimal(wattHours), "Sample.Periodic", null, location);
    }

    private static MeterReading of(Sample... samples) {
        return MeterReading.of(new MeterSampled(new ConnectorRef(new StationId("M"), 1, 1), Instant.EPOCH, null, List.of(samples)));
    }
}
