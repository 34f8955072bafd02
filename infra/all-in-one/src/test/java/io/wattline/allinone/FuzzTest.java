package io.wattline.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.simulator.fuzz.FuzzPlan;
import io.wattline.simulator.fuzz.FuzzRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The short form of a fuzz run: each frame gets what it deserves, and nobody is woken up for a station's mistake. */
@ExtendWith(OutputCaptureExtension.class)
class FuzzTest {
    @TempDir
    private Path folder;

    @Test
    void wrongFramesAreAnsweredAndNeitherCloseTheSocketNorLeaveATrace(CapturedOutput output) {
        var report = new ByteArrayOutputStream();
        try (Platform platform = PlatformUnderTest.startOn(folder)) {
            var plan = new FuzzPlan(platform.chargers(), 3_000, 15, 20260101, Duration.ofSeconds(30), null, List.of());

            boolean clean = new FuzzRun(plan, new PrintStream(report, true, StandardCharsets.UTF_8)).run();

            assertThat(clean).as(report.toString(StandardCharsets.UTF_8)).isTrue();
        }
        assertThat(output.getAll()).doesNotContain("\tat ");
    }
}
