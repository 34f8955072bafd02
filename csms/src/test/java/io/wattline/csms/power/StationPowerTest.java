package io.wattline.csms.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.power.StationPower.Limit;
import io.wattline.csms.power.StationPower.Place;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StationPowerTest {
    private static final BigDecimal ALL = new BigDecimal(500_000);

    @Test
    void theNarrowestPlaceOfTheBestSourceCounts() {
        var power = new StationPower(Map.of(new Place(1, 1), watts(11)), Map.of(new Place(1, 1), watts(7), new Place(2, 0), watts(22)),
                watts(50), ALL);

        assertThat(power.limit(new Place(1, 1))).isEqualTo(new Limit(watts(11), "operator"));
        assertThat(power.limit(new Place(2, 1))).isEqualTo(new Limit(watts(22), "device-model"));
        assertThat(power.limit(new Place(3, 1))).isEqualTo(new Limit(watts(50), "make"));
    }

    @Test
    void anOperatorsWordForTheStationCountsBeforeItsDeviceModel() {
        var power = new StationPower(Map.of(new Place(0, 0), watts(22)), Map.of(new Place(1, 0), watts(350)), null, ALL);

        assertThat(power.limit(new Place(1, 1))).isEqualTo(new Limit(watts(22), "operator"));
    }

    @Test
    void whatNobodyKnowsIsTheSetting() {
        assertThat(StationPower.unknown(ALL).limit(new Place(1, 1))).isEqualTo(new Limit(ALL, "setting"));
    }

    private static BigDecimal watts(int kilowatts) { return BigDecimal.valueOf(kilowatts * 1_000L); }
}
