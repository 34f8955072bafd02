package io.wattline.simulator.load;

import io.wattline.simulator.rpc.Dialer;
import io.wattline.simulator.rpc.Network;
import io.wattline.simulator.rpc.Network.Login;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Goes through the phases with all stations and prints what it counted. */
public final class LoadRun {
    private static final int THREADS = 2;

    private final LoadPlan plan;
    private final PrintStream out;
    private final Map<Phase, Tally> tallies = Arrays.stream(Phase.values())
            .collect(Collectors.toMap(Function.identity(), _ -> new Tally()));

    public LoadRun(LoadPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** True when every message was acknowledged. */
    public boolean run() throws IOException, InterruptedException {
        Scheduler scheduler = Schedulers.newParallel("load", THREADS, true);
        try (var network = new Network(THREADS); var ledger = new Ledger(plan.ledger())) {
            List<LoadStation> stations = IntStream.range(0, plan.stations())
                    .mapToObj(index -> new LoadStation(index, plan, dialer(network, index), scheduler, tallies::get, ledger)).toList();
            var report = new Report(plan, out);
            report.begin();
            for (Phase phase : Phase.values()) {
                report.before();
                perform(phase, stations);
                report.after(phase, tallies.get(phase));
            }
            CompletableFuture.allOf(stations.stream().map(LoadStation::leave).toArray(CompletableFuture[]::new)).join();
            return report.end(tallies.values());
        } finally {
            scheduler.dispose();
        }
    }

    private Dialer dialer(Network network, int index) {
        String id = plan.stationId(index);
        URI address = Network.address(plan.base(), id, plan.account());
        return network.dialer(address, plan.version(index).subprotocol(),
                () -> plan.password() == null ? null : new Login(id, plan.password()));
    }

    private void perform(Phase phase, List<LoadStation> stations) throws InterruptedException {
        var parts = new CompletableFuture<?>[stations.size()];
        for (int index = 0; index < parts.length; index++)
            parts[index] = stations.get(index).perform(phase, phase == Phase.METER ? plan.stagger(index) : plan.turn(index));
        Duration planned = phase == Phase.METER ? plan.duration().plus(plan.interval()) : plan.turn(parts.length);
        try {
            CompletableFuture.allOf(parts).get(planned.plus(plan.patience()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            out.println("some stations have not finished the phase " + phase);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
