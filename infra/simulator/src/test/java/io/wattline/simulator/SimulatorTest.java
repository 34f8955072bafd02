package io.wattline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class SimulatorTest {
    @Test
    void readsTimesAsPeopleWriteThem() {
        assertThat(Simulator.duration("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Simulator.duration("10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(Simulator.duration("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThatThrownBy(() -> Simulator.duration("soon")).isInstanceOf(TypeConversionException.class).hasMessageContaining("soon");
    }

    @Test
    void refusesAVersionThatNoStationSpeaksInASentence() {
        var errors = new StringWriter();
        var commands = Simulator.commands().setErr(new PrintWriter(errors));

        int exit = commands.execute("station", "--url", "ws://127.0.0.1:1/ocpp", "--id", "X", "--version", "1.5");

        assertThat(exit).isEqualTo(2);
        assertThat(errors.toString()).contains("no OCPP version of ours (1.6, 2.0.1, 2.1): 1.5");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : new String[]{"station", "fleet", "load", "fuzz"}) {
            var out = new StringWriter();

            int exit = Simulator.commands().setOut(new PrintWriter(out)).execute(command, "--help");

            assertThat(exit).isZero();
            assertThat(out.toString()).contains("--url");
        }
    }
}
