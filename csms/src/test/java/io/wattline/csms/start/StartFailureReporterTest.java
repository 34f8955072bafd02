package io.wattline.csms.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import reactor.netty.ChannelBindException;

@ExtendWith(OutputCaptureExtension.class)
class StartFailureReporterTest {
    private final StartFailureReporter reporter = new StartFailureReporter();

    @Test
    void namesThePortThatIsInUse(CapturedOutput output) {
        assertThat(reporter.reportException(new IllegalStateException("web server", new PortInUseException(8081)))).isTrue();

        assertThat(output.getErr()).startsWith("Port 8081 is in use: ").hasLineCount(1);
    }

    @Test
    void namesThePortOfAnRSocketServer(CapturedOutput output) {
        assertThat(
                reporter.reportException(ChannelBindException.fail(new InetSocketAddress("localhost", 7000), new BindException("in use"))))
                .isTrue();

        assertThat(output.getErr()).startsWith("Port 7000 is in use: ").hasLineCount(1);
    }

    @Test
    void namesTheSettingThatMakesNoSense(CapturedOutput output) {
        var binder = new Binder(new MapConfigurationPropertySource(Map.of("wattline.database.port", "many")));

        assertThat(reporter.reportException(failureOf(() -> binder.bind("wattline.database.port", Integer.class)))).isTrue();

        assertThat(output.getErr()).startsWith("The setting wattline.database.port cannot be \"many\": ").hasLineCount(1);
    }

    @Test
    void saysThatTheDatabaseIsNotThere(CapturedOutput output) {
        SQLException refused = (SQLException) failureOf(() -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/wattline"));

        assertThat(reporter.reportException(new IllegalStateException("migration", refused))).isTrue();

        assertThat(output.getErr()).startsWith("The database cannot be used: Connection to 127.0.0.1:1 refused").hasLineCount(1);
    }

    @Test
    void leavesTheUnknownToTheUsualReport(CapturedOutput output) {
        assertThat(reporter.reportException(new IllegalStateException("a defect"))).isFalse();

        assertThat(output.getErr()).isEmpty();
    }

    private static Throwable failureOf(Attempt attempt) {
        try {
            attempt.run();
            throw new AssertionError("it did not fail");
        } catch (Exception e) {
            return e;
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }
}
