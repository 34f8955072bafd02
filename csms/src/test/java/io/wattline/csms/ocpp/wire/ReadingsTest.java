package io.wattline.csms.ocpp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,                            1234, -,          1234,  Wh",
            "Energy.Active.Import.Register, 1.5, kWh,        1500,  Wh",
            "Power.Active.Import,           7.4, kW,         7400,  W",
            "Power.Active.Import,           7.4, -,          7.4,   W",
            "Current.Import,                16,  -,          16,    A",
            "Current.Import,                500, mA,         0.5,   A",
            "Voltage,                       230, V,          230,   V",
            "SoC,                           55,  Percent,    55,    %",
            "Temperature,                   25,  Celcius,    25,    °C",
            "Temperature,                   300, K,          26.85, °C",
            "Temperature,                   212, Fahrenheit, 100,   °C",
            "Energy.Reactive.Import.Register, 2, kvarh,      2000,  varh",
            "Frequency,                     50,  -,          50,    Hz",
            "Acme.Noise,                    3,   dB,         3,     dB"})
    void aValueComesInTheUnitWeKeep(String measurand, BigDecimal value, String unit, BigDecimal kept, String keptUnit) {
        var sample = Readings.sample(measurand, value, unit, null, null, null);

        assertThat(sample).isNotNull();
        assertThat(sample.measurand().name()).isEqualTo(measurand == null ? "Energy.Active.Import.Register" : measurand);
        assertThat(sample.measurand().unit()).isEqualTo(keptUnit);
        assertThat(sample.value()).isEqualByComparingTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000", "1e-1000000", "12345678901234567890"})
    void whatNoMeterShowsIsNoSample(String value) {
        assertThat(Readings.sample(null, new BigDecimal(value), null, null, null, null)).isNull();
    }

    @Test
    void textThatIsNoNumberIsNone() {
        assertThat(Readings.number(" 12.5 ")).isEqualByComparingTo("12.5");
        assertThat(Readings.number("NaN")).isNull();
        assertThat(Readings.number("")).isNull();
        assertThat(Readings.number("9".repeat(65))).isNull();
    }
}
