package io.wattline.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CarTest {
    @Test
    void takesAllItsPowerUpToEightyPercentAndThenLessAndLess() {
        assertThat(Car.share(10)).isEqualTo(1);
        assertThat(Car.share(80)).isEqualTo(1);
        assertThat(Car.share(90)).isEqualTo(0.54, within(1e-9));
        assertThat(Car.share(100)).isEqualTo(0.08, within(1e-9));
    }

    @Test
    void takesNothingWhenFull() {
        var car = new Car(50_000, 99, 11_000, 100_000);

        car.charge(1_000);

        assertThat(car.isFull()).isTrue();
        assertThat(car.socPercent()).isEqualTo(100);
        assertThat(car.accepts(true)).isZero();
    }

    @Test
    void chargesByItsOnboardChargerAtAnAcStation() {
        var car = new Car(50_000, 20, 11_000, 100_000);

        assertThat(car.accepts(false)).isEqualTo(11_000);
        assertThat(car.accepts(true)).isEqualTo(100_000);
    }

    @Test
    void isTheSameCarForTheSameSeed() {
        var one = Car.any(new SplittableRandom(1), 10);
        var other = Car.any(new SplittableRandom(1), 10);

        assertThat(one.socPercent()).isEqualTo(other.socPercent());
        assertThat(one.remainingWh()).isEqualTo(other.remainingWh());
    }
}
