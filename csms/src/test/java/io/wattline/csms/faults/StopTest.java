package io.wattline.csms.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class StopTest {
    private static final int STATIONS = 16;
    private static final int STEPS = 300;
    private static final int STOPS = 3;

    @Test
    void whatWasAnsweredBeforeAStopIsStored() throws IOException, SQLException {
        try (var platform = Platform.started("stop"); var load = platform.load("STOP", STATIONS, Duration.ofSeconds(5))) {
            for (int i = 0; i < STOPS; i++) {
                load.goesOn(STEPS);
                platform.csms.stop();
                assertThat(platform.csms.isRunning()).isFalse();
                platform.holdsWhatWasTold(load);
                platform.csms.start();
            }
            platform.holdsExactlyWhatWasTold(load);
        }
    }
}
