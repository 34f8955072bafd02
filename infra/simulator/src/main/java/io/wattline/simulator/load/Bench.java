package io.wattline.simulator.load;

import io.wattline.simulator.rpc.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The same phases against the floor and against a csms of its own, both in processes of their own, in one run on one machine. */
public final class Bench {
    /**
     * What is measured.
     *
     * @param plan for a base that is not known yet
     * @param classPath of csms
     * @param past stored transactions before the run begins
     */
    public record Order(LoadPlan plan, List<PhaseSpec> phases, String classPath, List<String> jvm, List<String> settings, int past,
            boolean withFloor, @Nullable Path json) {
        public Order {
            phases = List.copyOf(phases);
            jvm = List.copyOf(jvm);
            settings = List.copyOf(settings);
        }
    }

    private static final Set<PhaseSpec.Kind> NOT_OF_THE_FLOOR = Set.of(PhaseSpec.Kind.LIVE, PhaseSpec.Kind.RESTART);

    private final Order order;
    private final PrintStream out;
    private final Clock clock;
    private final Path folder;
    private final Map<String, List<Figures>> results = new LinkedHashMap<>();

    private Bench(Order order, PrintStream out, Clock clock) throws IOException {
        this.order = order;
        this.out = out;
        this.clock = clock;
        this.folder = Files.createTempDirectory("wattline-bench");
    }

    /** True when every message was acknowledged. The data is deleted at the end. */
    public static boolean run(Order order, PrintStream out, Clock clock) throws IOException, InterruptedException {
        var bench = new Bench(order, out, clock);
        try {
            boolean clean = bench.perform();
            bench.conclude();
            return clean;
        } finally {
            OwnServer.delete(bench.folder);
        }
    }

    /** Names of accounts; none for 0, which is that of the demo. */
    public static List<String> accounts(int number) {
        return Provision.accounts(number);
    }

    /** At least so many tags, and as many in each account. */
    public static List<String> tags(int number, int accounts) {
        return Provision.tags(number, accounts);
    }

    private boolean perform() throws IOException, InterruptedException {
        out.println(Machine.describe() + ", JVM flags " + String.join(" ", order.jvm()));
        boolean clean = true;
        if (order.withFloor()) {
            try (OwnServer floor = OwnServer.floor(folder, order.jvm())) {
                clean = phases(floor, order.phases().stream().filter(phase -> !NOT_OF_THE_FLOOR.contains(phase.kind())).toList());
            }
        }
        try (OwnServer csms = OwnServer.csms(folder, order.jvm(), order.classPath(), order.settings())) {
            out.printf(Locale.ROOT, "csms served %.1f s after its start with an empty database, %.1f s with one and a class cache%n",
                    csms.firstStart().toMillis() / 1e3, csms.laterStart().toMillis() / 1e3);
            provision(csms);
            clean &= phases(csms, order.phases());
            return ledgerHolds(csms) && clean;
        }
    }

    private boolean phases(OwnServer server, List<PhaseSpec> phases) throws IOException, InterruptedException {
        LoadPlan plan = at(server.stations());
        try (var run = new LoadRun(plan, server, out, clock)) {
            results.put(server.name(), run.perform(phases));
            return run.isClean();
        }
    }

    private LoadPlan at(URI base) {
        LoadPlan plan = order.plan();
        return new LoadPlan(base, plan.stations(), plan.versions(), plan.accounts(), plan.tags(), plan.password(), plan.attempts(),
                plan.patience(), plan.ledger());
    }

    private void provision(OwnServer csms) throws IOException, InterruptedException {
        LoadPlan plan = at(csms.stations());
        try {
            new Provision(database(csms), plan).write(order.past());
        } catch (SQLException refused) {
            throw new IOException("cannot write the data of the run", refused);
        }
        if (plan.password() == null) return;
        var rest = new Rest(csms.stations());
        Map<String, List<Integer>> byAccount = IntStream.range(0, plan.stations()).boxed()
                .collect(Collectors.groupingBy(index -> plan.account(index) == null ? Rest.DEMO : String.valueOf(plan.account(index))));
        for (var each : byAccount.entrySet())
            rest.register(each.getKey(), each.getValue().stream().map(LoadPlan::stationId).toList(), plan.password());
    }

    private static EmbeddedPostgres database(OwnServer csms) throws IOException {
        return EmbeddedPostgres.in(csms.folder().resolve("postgres")).orElseThrow(() -> new IOException("csms runs without its database"));
    }

    private boolean ledgerHolds(OwnServer csms) throws IOException {
        Path ledger = order.plan().ledger();
        try {
            return ledger == null || new LedgerCheck(database(csms), out).holds(ledger);
        } catch (SQLException refused) {
            throw new IOException("cannot compare the ledger", refused);
        }
    }

    private void conclude() throws IOException {
        var sheet = new Sheet(out);
        results.forEach((name, figures) -> {
            sheet.say("\n" + name);
            sheet.memory(figures);
            sheet.sessions(figures);
        });
        List<Figures> floor = results.getOrDefault("floor", List.of());
        List<Figures> csms = results.getOrDefault("csms", List.of());
        if (!floor.isEmpty()) sheet.ratios(floor, csms);
        if (order.json() == null) return;
        ObjectNode all = Json.object("machine", Machine.describe(), "jvmFlags", String.join(" ", order.jvm()), "past", order.past(), "at",
                clock.instant());
        results.forEach((name, figures) -> all.set(name, Json.array(new ArrayList<>(figures.stream().map(Figures::json).toList()))));
        Files.writeString(order.json(), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }
}
