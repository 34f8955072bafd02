package io.wattline.simulator.station;

import io.wattline.simulator.rpc.CallRefused;
import io.wattline.simulator.rpc.Courier;
import io.wattline.simulator.rpc.Dialer;
import io.wattline.simulator.rpc.Link;
import io.wattline.simulator.rpc.Network.Login;
import io.wattline.simulator.rpc.Timeline;
import io.wattline.simulator.station.Voice.BootVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/** A charging station that behaves: it boots, beats, charges whoever comes, obeys, and survives the loss of its connection. */
public final class Station implements Link.Owner {
    private static final int RETRY_BOOT_SECONDS = 30;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final StationSpec spec;
    private final Pace pace;
    private final Journal journal;
    private final Timeline time;
    private final Settings settings;
    private final Profiles profiles = new Profiles();
    private final Outbox outbox;
    private final Link link;
    private final Voice voice;
    private final Errands errands;
    private final Commands commands;
    private final List<Evse> evses;
    private final List<Visitors> visitors;
    private Disposable heartbeat = Disposables.disposed();
    private Disposable bootRetry = Disposables.disposed();
    private String bootReason = "PowerUp";
    private boolean booted;
    private boolean visited;
    private boolean resetWhenIdle;
    private boolean outOfService;

    /** How this station dials; the login is asked for each time, since the central system may change the password. */
    public interface Wiring {
        Dialer dialer(Supplier<@Nullable Login> login);
    }

    public Station(StationSpec spec, Pace pace, Wiring wiring, Courier courier, Scheduler scheduler, long seed, Journal journal) {
        RandomGenerator random = new SplittableRandom(seed * 31 + spec.id().hashCode());
        this.spec = spec;
        this.pace = pace;
        this.journal = journal;
        this.time = new Timeline(scheduler);
        this.settings = new Settings(spec, pace);
        this.outbox = new Outbox(time.now());
        this.voice = switch (spec.version()) {
            case V16 -> new Voice16(spec, settings, outbox);
            case V201, V21 -> new Voice2(spec, settings, outbox);
        };
        this.link = new Link(wiring.dialer(this::login), time, random, pace.link(), this);
        outbox.through(link);
        var around = new Surroundings(time, random, settings, profiles, voice, outbox::newId, this::idle, pace, this::note);
        this.evses = IntStream.rangeClosed(1, spec.evses().size()).mapToObj(id -> new Evse(id, spec, around)).toList();
        this.visitors = evses.stream().map(evse -> new Visitors(evse, spec, time, random, pace)).toList();
        this.errands = new Errands(this, outbox, courier);
        this.commands = switch (spec.version()) {
            case V16 -> new Commands16(this);
            case V201, V21 -> new Commands2(this, outbox);
        };
    }

    public void start() { time.run(link::open); }

    /** Drops the connection as if a cable were pulled; the station comes back by itself. */
    public void loseConnection() {
        time.run(link::reconnect);
    }

    /**
     * Goes down for good: its transactions end, it hangs up as soon as they are told or after two seconds, and the future ends.
     */
    public CompletableFuture<Void> powerDown() {
        var down = new CompletableFuture<Void>();
        time.run(() -> {
            evses.forEach(evse -> evse.end(StopCause.POWER_LOSS));
            hangUp(down, time.now().plus(LAST_WORDS));
        });
        return down;
    }

    private void hangUp(CompletableFuture<Void> down, Instant latest) {
        if (link.isOpen() && link.hasTransactionsToTell() && time.now().isBefore(latest)) {
            time.after(Duration.ofMillis(20), () -> hangUp(down, latest));
            return;
        }
        link.close();
        time.dispose();
        down.complete(null);
    }

    private @Nullable Login login() {
        String password = settings.value(Setting.PASSWORD);
        return password.isEmpty() ? null : new Login(spec.userName(), password);
    }

    @Override
    public void connected() {
        if (!booted) {
            boot();
            return;
        }
        note("connected again");
        evses.forEach(Evse::reportAgain);
    }

    @Override
    public void disconnected(String why, boolean wasOpen) {
        bootRetry.dispose();
        note((wasOpen ? "disconnected: " : "could not connect: ") + why);
    }

    @Override
    public JsonNode answer(String action, JsonNode payload) throws CallRefused {
        note("obeys " + action);
        return commands.answer(action, payload);
    }

    void boot() { voice.boot(booted ? "Triggered" : bootReason, this::booted); }

    private void booted(BootVerdict verdict) {
        note("BootNotification: " + (verdict.status().isEmpty() ? "no answer" : verdict.status()));
        int seconds = verdict.interval() > 0 ? verdict.interval() : RETRY_BOOT_SECONDS;
        link.accepted(verdict.accepted());
        if (!verdict.accepted()) {
            booted = false;
            bootRetry.dispose();
            bootRetry = time.after(Duration.ofSeconds(seconds), () -> {
                if (link.isOpen() && !booted) boot();
            });
            return;
        }
        settings.set(Setting.HEARTBEAT_INTERVAL, Integer.toString(seconds));
        beat();
        if (!booted) wakeUp();
    }

    private void wakeUp() {
        booted = true;
        resetWhenIdle = false;
        evses.forEach(Evse::powerUp);
        reportStation();
        evses.forEach(Evse::reportAgain);
        if (spec.visitors() && !visited) visitors.forEach(Visitors::start);
        visited = true;
    }

    void beat() {
        heartbeat.dispose();
        heartbeat = time.after(settings.seconds(Setting.HEARTBEAT_INTERVAL), () -> {
            voice.heartbeat();
            beat();
        });
    }

    /** Goes down a moment later, so that the answer and the last words of the transactions can leave. */
    void reset(boolean hard, String reason2) {
        evses.forEach(evse -> evse.end(hard ? StopCause.HARD_RESET : StopCause.SOFT_RESET));
        time.after(FAREWELL, () -> {
            note("reboots");
            booted = false;
            bootReason = reason2;
            heartbeat.dispose();
            link.accepted(false);
            link.close();
            evses.forEach(Evse::powerDown);
            time.after(pace.reboot(), link::open);
        });
    }

    void resetWhenIdle() {
        resetWhenIdle = true;
        time.run(this::idle);
    }

    private void idle() {
        if (!resetWhenIdle || isCharging()) return;
        resetWhenIdle = false;
        time.run(() -> reset(false, "ScheduledReset"));
    }

    boolean isCharging() { return sessions().findAny().isPresent(); }

    Stream<Session> sessions() { return evses.stream().flatMap(evse -> Optional.ofNullable(evse.session()).stream()); }

    /** EVSE 0 is the whole station: all EVSEs, and what the station says of itself. */
    void operative(int evse, int connector, boolean yes) {
        if (evse == 0) {
            outOfService = !yes;
            reportStation();
        }
        evses.stream().filter(each -> evse == 0 || each.id() == evse).forEach(each -> each.operative(connector, yes));
    }

    void reportStation() { voice.status(0, 0, outOfService ? PlugState.UNAVAILABLE : PlugState.AVAILABLE, Fault.NONE, time.now()); }

    void note(String sentence) { journal.note(spec.id(), sentence); }

    String newId() { return outbox.newId(); }

    /** What it has to say of itself, line by line. */
    String portrait() {
        return "%s %s %s, serial number %s, firmware %s, at %s%n%s".formatted(spec.vendor(), spec.model(), spec.id(), spec.serial(),
                spec.firmware(), time.now(), evses.stream().map(evse -> "EVSE " + evse.id() + ": " + evse.stateOf(1) + "\n")
                        .collect(Collectors.joining()));
    }

    Errands errands() { return errands; }

    Pace pace() { return pace; }

    Timeline time() { return time; }

    Settings settings() { return settings; }

    Profiles profiles() { return profiles; }

    Voice voice() { return voice; }

    List<Evse> evses() { return evses; }

    Optional<Evse> evse(int id) { return evses.stream().filter(evse -> evse.id() == id).findFirst(); }
}
