package io.wattline.simulator.load;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Goes through phases with all stations, against one server. */
public final class LoadRun implements AutoCloseable {
    /** Whoever begins or ends transactions before a phase, and warms it up, is counted nowhere. */
    private static final double ASIDE_PER_SECOND = 500;

    private final LoadPlan plan;
    private final Server server;
    private final Sheet sheet;
    private final Chargers chargers;
    private final List<Tally> tallies = new ArrayList<>();
    private final List<Figures> figures = new ArrayList<>();

    public LoadRun(LoadPlan plan, Server server, PrintStream out, Clock clock) throws IOException {
        this.plan = plan;
        this.server = server;
        this.sheet = new Sheet(out);
        this.chargers = new Chargers(plan, clock);
    }

    /** In their order; each prints its line at its end. */
    public List<Figures> perform(List<PhaseSpec> phases) throws IOException, InterruptedException {
        sheet.begin(server.name());
        for (PhaseSpec phase : phases) {
            Figures result = perform(phase);
            figures.add(result);
            sheet.line(result);
        }
        chargers.complaints().forEach(sheet::say);
        return figures;
    }

    /** True when every message was acknowledged. */
    public boolean isClean() { return tallies.stream().allMatch(Tally::isClean); }

    private Figures perform(PhaseSpec phase) throws IOException, InterruptedException {
        List<Charger> all = chargers.first(phase.stations());
        List<Charger> some = all.stream().filter(Charger::isJoined).toList();
        List<Charger> others = all.stream().filter(charger -> !charger.isJoined()).toList();
        return switch (phase.kind()) {
            case CONNECT -> measure(phase, tally -> once(Job.BOOT, tally, phase.rate(), others, Charger::connectAndPerform));
            case IDLE -> measure(phase, _ -> new CountDownLatch(1).await(phase.time().toMillis(), TimeUnit.MILLISECONDS));
            case HEARTBEAT -> steady(phase, Job.HEARTBEAT, some);
            case METER -> {
                charging(some, true);
                yield steady(phase, Job.METER, some);
            }
            case SESSION -> {
                charging(some, false);
                yield steady(phase, Job.SESSION, some);
            }
            case END -> measure(phase, tally -> once(Job.END, tally, phase.rate(), charging(some), Charger::perform));
            case STORM -> measure(phase, tally -> storm(tally, some));
            case RESTART -> restart(phase, some);
            case LIVE -> live(phase, some);
        };
    }

    private interface Body {
        void perform(Tally tally) throws IOException, InterruptedException;
    }

    private Figures measure(PhaseSpec phase, Body body) throws IOException, InterruptedException {
        var tally = new Tally();
        tallies.add(tally);
        chargers.countClosesInto(tally);
        Usage before = Usage.of(server);
        body.perform(tally);
        Usage after = Usage.of(server);
        long heap = phase.kind() == PhaseSpec.Kind.IDLE ? Memory.liveHeap(server.process()) : 0;
        int connected = (int) chargers.first(Integer.MAX_VALUE).stream().filter(Charger::isConnected).count();
        return Figures.of(phase, connected, tally, before, after, Memory.resident(server.process()), heap);
    }

    private Figures steady(PhaseSpec phase, Job job, List<Charger> some) throws IOException, InterruptedException {
        if (phase.warm().isPositive()) steady(job, new Tally(), phase.rate(), phase.warm(), some);
        return measure(phase, tally -> steady(job, tally, phase.rate(), phase.time(), some));
    }

    private void steady(Job job, Tally tally, double rate, Duration time, List<Charger> some) throws InterruptedException {
        if (some.isEmpty()) throw new IllegalArgumentException("no station has connected: a phase connect comes first");
        if (rate > 0) {
            paced(Work.turns(job, tally, (int) (rate * time.toNanos() / 1e9)), rate, some, Charger::perform, time);
            return;
        }
        var work = Work.untilTime(job, tally, some.size(), System.nanoTime() + time.toNanos());
        some.forEach(charger -> chargers.homeOf(charger).execute(() -> charger.perform(work, System.nanoTime())));
        await(work, time);
    }

    private interface TurnTaking {
        void give(Charger charger, Work work, long dueNanos);
    }

    /** Each of them once, at this rate; 0 is all at once. */
    private void once(Job job, Tally tally, double rate, List<Charger> some, TurnTaking how) throws InterruptedException {
        if (some.isEmpty()) return;
        double perSecond = rate == 0 ? Double.POSITIVE_INFINITY : rate;
        paced(Work.turns(job, tally, some.size()), perSecond, some, how, Duration.ofNanos((long) (some.size() / perSecond * 1e9)));
    }

    private void paced(Work work, double rate, List<Charger> some, TurnTaking how, Duration time) throws InterruptedException {
        Map<EventLoop, List<Charger>> byHome = some.stream().collect(Collectors.groupingBy(chargers::homeOf));
        BiConsumer<Charger, Long> turn = (charger, due) -> how.give(charger, work, due);
        long begin = System.nanoTime();
        long given = 0;
        int served = 0;
        for (var here : byHome.entrySet()) {
            served += here.getValue().size();
            // the last one takes what rounding left, so that the sum is right
            long turns = (long) work.units() * served / some.size() - given;
            given += turns;
            new Pacer(here.getKey(), here.getValue(), rate * here.getValue().size() / some.size(), turns, turn, begin).start();
        }
        await(work, time);
    }

    private void await(Work work, Duration time) throws InterruptedException {
        if (!work.await(time.plus(plan.patience()).toNanos())) sheet.say("some stations have not finished");
    }

    private void storm(Tally tally, List<Charger> some) throws InterruptedException {
        cut(some);
        once(Job.BOOT, tally, 0, some, Charger::connectAndPerform);
    }

    private void cut(List<Charger> some) throws InterruptedException {
        var open = new CountDownLatch(some.size());
        some.forEach(charger -> chargers.homeOf(charger).execute(() -> {
            charger.cut();
            open.countDown();
        }));
        open.await();
    }

    /** From the kill to the last boot; the server is measured from its new process on, so its CPU time is all that it used. */
    private Figures restart(PhaseSpec phase, List<Charger> some) throws IOException, InterruptedException {
        var started = new AtomicReference<>(Duration.ZERO);
        Figures result = measure(phase, tally -> {
            cut(some);
            var restarting = new Thread(() -> started.set(restarted()), "restart");
            restarting.start();
            paced(Work.turns(Job.BOOT, tally, some.size()), Double.POSITIVE_INFINITY, some, Charger::connectAndPerform,
                    OwnServer.LONGEST_START);
            restarting.join();
        });
        sheet.say("it served again after %.1f s".formatted(started.get().toMillis() / 1e3));
        return result;
    }

    private Duration restarted() {
        try {
            return server.restart();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Duration.ZERO;
        }
    }

    private Figures live(PhaseSpec phase, List<Charger> some) throws IOException, InterruptedException {
        charging(some, true);
        chargers.marks.keep(plan.stations());
        try (var viewers = new Viewers(plan, server, chargers.marks, phase.viewers())) {
            viewers.open();
            steady(Job.METER, new Tally(), phase.rate(), phase.warm(), some);
            Figures result = measure(phase, tally -> {
                viewers.count();
                steady(Job.METER, tally, phase.rate(), phase.time(), some);
                viewers.countNoMore();
            });
            figures.add(result);
            sheet.line(result);
            sheet.say(viewers.summary(phase.time()));
            return viewers.figures(result);
        } finally {
            chargers.marks.keepNoMore();
        }
    }

    /** Brings all of them into a transaction, or out of it. */
    private void charging(List<Charger> some, boolean wanted) throws InterruptedException {
        List<Charger> others = some.stream().filter(charger -> charger.isCharging() != wanted).toList();
        var tally = new Tally();
        tallies.add(tally);
        if (!others.isEmpty()) once(wanted ? Job.BEGIN : Job.END, tally, ASIDE_PER_SECOND, others, Charger::perform);
    }

    private static List<Charger> charging(List<Charger> some) { return some.stream().filter(Charger::isCharging).toList(); }

    @Override
    public void close() throws IOException { chargers.close(); }
}
