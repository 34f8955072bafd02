package io.wattline.simulator;

import io.wattline.simulator.fuzz.FuzzPlan;
import io.wattline.simulator.fuzz.FuzzRun;
import io.wattline.simulator.load.Times;
import io.wattline.simulator.station.Journal;
import io.wattline.simulator.station.Pace;
import io.wattline.simulator.station.StationSpec;
import io.wattline.simulator.station.StationSpec.EvseSpec;
import io.wattline.simulator.station.Version;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * Emulated charging stations on the command line. Build once, then run with the libraries that the build puts beside the classes:
 *
 * <pre>
 * mvn -q -pl infra/simulator package -DskipTests
 * java -cp 'infra/simulator/target/classes:infra/simulator/target/lib/*' io.wattline.simulator.Simulator \
 *     station --url ws://localhost:8081/ocpp --id MY1 --version 2.0.1
 * </pre>
 *
 * {@code fleet} runs the stations of the demo; {@code load} connects many stations, measures, and ends with 0 only if every message
 * was acknowledged; {@code bench} does so with servers of its own; {@code fuzz} sends wrong frames and ends with 0 only if each got what it
 * deserved. {@code --help} after each tells its options.
 */
@Command(name = "simulator", description = "Emulated charging stations.")
public final class Simulator extends LoadCommands {
    Simulator(Clock clock) { super(clock); }

    public static void main(String... args) { System.exit(commands().execute(args)); }

    static CommandLine commands() {
        var all = new CommandLine(new Simulator(Clock.system(ZoneId.systemDefault())));
        var help = OptionSpec.builder("-h", "--help").usageHelp(true).description("Tells what can be asked for").build();
        all.getSubcommands().values().forEach(command -> command.getCommandSpec().addOption(help));
        return all.registerConverter(Duration.class, Simulator::duration).registerConverter(Version.class, Simulator::version);
    }

    @Command(name = "station", description = "One station that behaves, until it is interrupted; prints what happens.")
    int station(@Option(names = "--url", required = true, description = "Base address, e.g. ws://localhost:8081/ocpp") URI url,
            @Option(names = "--id", required = true, description = "The station's identity") String id,
            @Option(names = "--version", defaultValue = "1.6", description = "1.6, 2.0.1 or 2.1") Version version,
            @Option(names = "--account", description = "Account segment of the address") @Nullable String account,
            @Option(names = "--user", description = "User for Basic authentication; default: the id") @Nullable String user,
            @Option(names = "--password", description = "Password for Basic authentication") @Nullable String password,
            @Mixin TlsOptions tls,
            @Option(names = "--evses", defaultValue = "1", description = "How many EVSEs, alternately AC 22 kW and DC 50 kW") int evses,
            @Option(names = "--tag", defaultValue = "DEMO0001", description = "RFID tag of its drivers") String tag,
            @Option(names = "--quiet", description = "No car comes by itself") boolean quiet,
            @Option(names = "--sampling", defaultValue = "5s", description = "Between two readings") Duration sampling,
            @Option(names = "--time-lapse", defaultValue = "10", description = "How much drivers hurry and batteries are smaller") double lapse,
            @Option(names = "--seed", defaultValue = "1", description = "The same seed, the same story") long seed)
            throws InterruptedException, SSLException {
        List<EvseSpec> places = IntStream.range(0, evses)
                .mapToObj(index -> index % 2 == 0 ? new EvseSpec(22, 3, List.of("Type2"), 2) : new EvseSpec(50, 0, List.of("CCS2"), 10))
                .toList();
        var spec = new StationSpec(id, version, account, "Wattline", "Emulated", "1.0", "SIM-" + seed, user, password, List.of(tag), !quiet,
                places);
        var pace = new Pace(sampling, Pace.DEMO.handling(), Pace.DEMO.reboot(), lapse, Pace.DEMO.link());
        return untilInterrupted(new Fleet(List.of(spec), url, pace, seed, printing(), tls.context()));
    }

    @Command(name = "fleet", description = "The stations of the demo, until they are interrupted.")
    int fleet(@Option(names = "--url", required = true, description = "Base address, e.g. ws://localhost:8081/ocpp") URI url)
            throws InterruptedException {
        return untilInterrupted(DemoFleet.fleet(url, printing()));
    }

    @Command(name = "fuzz", description = "Frames that are wrong in every way, repeatable; ends with 1 if a socket was closed that should stay open, a CALL was not answered, or the server failed.")
    int fuzz(@Option(names = "--url", required = true, description = "Base address, e.g. ws://localhost:8081/ocpp") URI url,
            @Option(names = "--frames", defaultValue = "1000000", description = "Over all connections") int frames,
            @Option(names = "--connections", defaultValue = "50", description = "FUZZ00001 and so on, of all versions") int connections,
            @Option(names = "--seed", defaultValue = "1", description = "The same seed, the same frames") long seed,
            @Option(names = "--patience", defaultValue = "60s", description = "How long a batch may go unanswered") Duration patience,
            @Option(names = "--account", description = "Account segment of the address") @Nullable String account,
            @Option(names = "--pid", description = "A process whose memory is told") long @Nullable [] pids) {
        List<Long> processes = pids == null ? List.of() : Arrays.stream(pids).boxed().toList();
        return new FuzzRun(new FuzzPlan(url, frames, connections, seed, patience, account, processes), System.out).run() ? 0 : 1;
    }

    private Journal printing() {
        return (station, sentence) -> System.out
                .println(LocalTime.now(clock).truncatedTo(ChronoUnit.MILLIS) + "  " + station + "  " + sentence);
    }

    private static int untilInterrupted(Fleet fleet) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(fleet::close));
        fleet.start();
        new CountDownLatch(1).await();
        return 0;
    }

    private static Version version(String number) {
        try {
            return Version.of(number);
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException(unknown.getMessage());
        }
    }

    /** 500ms, 10s, 5m, 1h. */
    static Duration duration(String text) {
        try {
            return Times.parse(text);
        } catch (IllegalArgumentException unclear) {
            throw new TypeConversionException(unclear.getMessage());
        }
    }
}
