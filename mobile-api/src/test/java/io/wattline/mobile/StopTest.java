package io.wattline.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopTest {
    @Test
    @Timeout(60)
    void tellsThePhonesThatLookOnInsteadOfWaitingForThem() throws Exception {
        try (MobileUnderTest mobile = new MobileUnderTest("--spring.lifecycle.timeout-per-shutdown-phase=10m")) {
            mobile.csms.changes("CP1", 1, 7.4);
            Viewer viewer = Viewer.of(mobile.phone(ScriptedCsms.token("u", Duration.ofMinutes(15))), Map.of());
            viewer.sees(1);

            mobile.application.close();

            assertThat(viewer.ending()).hasMessageStartingWith("unavailable: ");
        }
    }
}
