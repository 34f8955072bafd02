package io.wattline.simulator;

import io.wattline.simulator.load.Bench;
import io.wattline.simulator.load.Floor;
import io.wattline.simulator.load.LoadPlan;
import io.wattline.simulator.load.LoadRun;
import io.wattline.simulator.load.PhaseSpec;
import io.wattline.simulator.load.ProcessCpu;
import io.wattline.simulator.load.Server;
import io.wattline.simulator.station.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many stations at once: against a server that runs already, or against servers of the run's own. */
abstract class LoadCommands {
    private static final URI NOT_KNOWN_YET = URI.create("ws://127.0.0.1/ocpp");
    /** From small to large, so that what grows can be seen; each steady phase has been warmed up. */
    private static final List<String> EVERYTHING = List.of("idle:time=2s", //
            "connect:stations=1000,rate=200", "idle:time=5s", "heartbeat:stations=1000,rate=5000,warm=20s,time=20s",
            "heartbeat:stations=1000,rate=1000,time=20s", "meter:stations=1000,rate=5000,warm=20s,time=20s",
            "meter:stations=1000,rate=500,time=30s", "meter:stations=1000,rate=1000,time=30s",
            "meter:stations=1000,rate=20000,warm=10s,time=60s", "session:stations=1000,rate=500,warm=10s,time=20s",
            "session:stations=1000,warm=5s,time=20s", "live:stations=200,rate=2000,viewers=1000,warm=5s,time=20s",
            "connect:rate=500", "idle:time=5s", "heartbeat:rate=1000,time=20s", "meter:rate=1000,warm=10s,time=60s", "storm", "restart");

    final Clock clock;

    LoadCommands(Clock clock) { this.clock = clock; }

    @Command(name = "load", description = "Many stations that all charge and report at an interval, or do what the phases say; ends with 1 if a message was lost or refused.")
    int load(@Option(names = "--url", required = true, description = "Base address, e.g. ws://localhost:8081/ocpp") URI url,
            @Option(names = "--stations", defaultValue = "100", description = "LOAD00001 and so on") int stations,
            @Option(names = "--version", defaultValue = "1.6", description = "1.6, 2.0.1, 2.1 or mix") String version,
            @Option(names = "--interval", defaultValue = "10s", description = "Between two readings of a station") Duration interval,
            @Option(names = "--duration", defaultValue = "1m", description = "How long they report") Duration duration,
            @Option(names = "--rate", defaultValue = "500", description = "Stations a second that connect and stop") int rate,
            @Option(names = "--phase", description = "Instead of interval, duration and rate, repeatable: meter:rate=1000,time=60s,warm=5s; see docs/performance.md") String @Nullable [] phases,
            @Option(names = "--patience", defaultValue = "60s", description = "How long late answers are waited for") Duration patience,
            @Option(names = "--attempts", defaultValue = "1", description = "How often a refused message of a transaction is sent") int attempts,
            @Option(names = "--tag", defaultValue = "DEMO0001", description = "RFID tag of all of them") String tag,
            @Option(names = "--account", description = "Account segment of the address") @Nullable String account,
            @Option(names = "--password", description = "Password of all of them for Basic authentication") @Nullable String password,
            @Option(names = "--pid", description = "The server's process or its database's (postgres), whose CPU per message is told") long @Nullable [] pids,
            @Option(names = "--ledger", description = "File for the acknowledged messages, as JSON lines") @Nullable Path ledger)
            throws IOException, InterruptedException {
        var plan = new LoadPlan(url, stations, versions(version), account == null ? List.of() : List.of(account), List.of(tag), password,
                attempts, patience, ledger);
        double perSecond = stations * 1e9 / interval.toNanos();
        Stream<String> asked = phases == null
                ? Stream.of("connect:rate=" + rate, "meter:rate=" + perSecond + ",time=" + duration.toMillis() + "ms", "end:rate=" + rate)
                : Arrays.stream(phases);
        var server = new Server.Given(url, pid(pids, false), pid(pids, true));
        try (var run = new LoadRun(plan, server, out(), clock)) {
            run.perform(asked.map(PhaseSpec::parse).toList());
            System.out.println(run.isClean() ? "every message was acknowledged" : "NOT every message was acknowledged");
            return run.isClean() ? 0 : 1;
        }
    }

    @Command(name = "bench", description = "Starts a reference server and a csms of its own, lets the phases run against both and tells what they cost; ends with 1 if a message was lost or refused.")
    int bench(@Option(names = "--class-path", required = true, description = "Of csms; infra/dev bench knows it") String classPath,
            @Option(names = "--jvm", defaultValue = "-Xmx2g", description = "Flags of both servers, separated by spaces") String jvm,
            @Option(names = "--setting", description = "A setting of csms, repeatable: wattline.name=value") String @Nullable [] settings,
            @Option(names = "--stations", defaultValue = "10000", description = "At most, over all phases") int stations,
            @Option(names = "--version", defaultValue = "mix", description = "1.6, 2.0.1, 2.1 or mix") String version,
            @Option(names = "--accounts", defaultValue = "0", description = "Over which stations and viewers are spread; 0 for one") int accounts,
            @Option(names = "--tags", defaultValue = "10000", description = "Over which sessions are spread") int tags,
            @Option(names = "--past", defaultValue = "0", description = "Transactions stored before") int past,
            @Option(names = "--password", description = "Basic authentication with this password") @Nullable String password,
            @Option(names = "--phase", description = "Repeatable, in their order; without: everything") String @Nullable [] phases,
            @Option(names = "--without-floor", description = "Only csms") boolean withoutFloor,
            @Option(names = "--patience", defaultValue = "60s", description = "How long late answers are waited for") Duration patience,
            @Option(names = "--json", description = "File for the figures") @Nullable Path json,
            @Option(names = "--ledger", description = "File for what csms acknowledged, as JSON lines") @Nullable Path ledger)
            throws IOException, InterruptedException {
        var plan = new LoadPlan(NOT_KNOWN_YET, stations, versions(version), Bench.accounts(accounts), Bench.tags(tags, accounts), password,
                1, patience, ledger);
        List<PhaseSpec> asked = (phases == null ? EVERYTHING : List.of(phases)).stream().map(PhaseSpec::parse).toList();
        List<String> csms = settings == null ? List.of() : Arrays.stream(settings).map(setting -> "--" + setting).toList();
        var order = new Bench.Order(plan, asked, classPath, List.of(jvm.split(" ")), csms, past, !withoutFloor, json);
        return Bench.run(order, System.out, clock) ? 0 : 1;
    }

    @Command(name = "floor", description = "The reference server alone: answers from memory and stores nothing, until it is interrupted.")
    int floor(
            @Option(names = "--port", defaultValue = "8090", description = "Where stations connect: ws://127.0.0.1:<port>/ocpp") int port) {
        try (var floor = new Floor(port, clock)) {
            System.out.println("stations connect to " + floor.stations());
            floor.await();
            return 0;
        }
    }

    private static PrintStream out() { return System.out; }

    private static List<Version> versions(String version) {
        return version.equals("mix") ? List.of(Version.V16, Version.V201) : List.of(Version.of(version));
    }

    /** The first of them that is a PostgreSQL, or is none; 0 if there is none of the kind. */
    private static long pid(long @Nullable [] pids, boolean ofDatabase) {
        return pids == null ? 0 : Arrays.stream(pids).filter(pid -> ProcessCpu.isPostgres(pid) == ofDatabase).findFirst().orElse(0);
    }
}
