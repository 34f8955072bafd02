package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Timeline;
import io.wattline.simulator.station.Sample.Context;
import io.wattline.simulator.station.StationSpec.EvseSpec;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * One place to charge: a meter, its connectors, at most one car and one transaction. What a connector shows follows from these
 * facts ({@link #stateOf}), so whatever changes them only has to call {@link #report()}.
 */
final class Evse {
    private final int id;
    private final EvseSpec spec;
    private final Surroundings around;
    private final Timeline time;
    private final RandomGenerator random;
    private final Profiles profiles;
    private final Voice voice;
    private final Pace pace;
    private final Meter meter;
    private final Plugs plugs;
    private final Booking booking;
    private @Nullable Car car;
    private int plugged;
    private boolean served;
    private boolean expected;
    private boolean powered = true;
    private @Nullable Session session;
    private @Nullable Fault fault;
    private Disposable sampling = Disposables.disposed();
    private Disposable full = Disposables.disposed();
    private Disposable departure = Disposables.disposed();

    Evse(int id, StationSpec station, Surroundings around) {
        this.id = id;
        this.spec = station.evses().get(id - 1);
        this.around = around;
        this.time = around.time();
        this.random = around.random();
        this.profiles = around.profiles();
        this.voice = around.voice();
        this.pace = around.pace();
        this.booking = new Booking(time, this::expired);
        this.plugs = new Plugs(spec.connectors().size());
        this.meter = new Meter(random.nextInt(100_000, 9_000_000), time.now());
    }

    int id() { return id; }

    EvseSpec spec() { return spec; }

    @Nullable
    Session session() { return session; }

    @Nullable
    Car car() { return car; }

    @Nullable
    Reservation reservation() { return booking.reservation(); }

    boolean isFaulted() { return fault != null; }

    boolean hasConnector(int connector) { return plugs.has(connector); }

    /** Nobody is here, nobody is expected, and it works. */
    boolean isFree() {
        return powered && !expected && stateOf(plugs.firstUsable()) == PlugState.AVAILABLE;
    }

    /** Whether a transaction for this tag could begin here, with the car that is here or with one that comes. */
    boolean canBegin(String tag) {
        return powered && fault == null && session == null && !booking.keepsOut(tag) && plugs.isUsable(plugs.firstUsable());
    }

    PlugState stateOf(int connector) {
        if (fault != null) return PlugState.FAULTED;
        if (session != null) return connector == plugged ? session.state : PlugState.UNAVAILABLE;
        if (!plugs.isUsable(connector)) return PlugState.UNAVAILABLE;
        // one EVSE feeds one car: while it is there, the other plugs are of no use to anybody
        if (car != null && connector != plugged) return PlugState.UNAVAILABLE;
        if (car != null) return served ? PlugState.FINISHING : PlugState.PREPARING;
        return reservation() == null ? PlugState.AVAILABLE : PlugState.RESERVED;
    }

    void plugIn(Car newcomer) {
        car = newcomer;
        plugged = plugs.firstUsable();
        served = false;
        note("a car plugs in at %.0f %%".formatted(newcomer.socPercent()));
        report();
    }

    /** The driver shows a tag; the transaction begins if it is accepted, otherwise the car leaves. */
    void present(String tag) {
        Car here = car;
        voice.authorize(tag, accepted -> {
            if (here == null || car != here || session != null) return;
            if (accepted && canBegin(tag)) begin(tag, around.newSessionId().get(), null);
            else
                leaveSoon();
        });
    }

    /**
     * A start asked for from afar: with the car that is here, or with one that comes within a moment.
     * False when this EVSE is busy, broken, out of service or kept for another tag.
     */
    boolean beginFromAfar(String tag, String sessionId, @Nullable Integer remoteStartId) {
        if (expected || !canBegin(tag)) return false;
        expected = true;
        time.after(pace.hands(random), () -> {
            expected = false;
            if (!canBegin(tag)) return;
            if (car == null) plugIn(Car.any(random, pace.timeLapse()));
            if (!around.settings().isOn(Setting.AUTHORIZE_REMOTE)) begin(tag, sessionId, remoteStartId);
            else
                voice.authorize(tag, accepted -> {
                    if (accepted && canBegin(tag) && car != null) begin(tag, sessionId, remoteStartId);
                    else if (session == null) leaveSoon();
                });
        });
        return true;
    }

    private void begin(String tag, String sessionId, @Nullable Integer remoteStartId) {
        departure.dispose();
        meter.advance(time.now());
        session = new Session(this, plugged, tag, sessionId, time.now(), remoteStartId, booking.drop());
        note("a transaction begins");
        voice.started(session, sample(Context.BEGIN));
        flow();
        sampleLater();
    }

    void end(StopCause cause) {
        Session ending = session;
        if (ending == null) return;
        letFlow();
        sampling.dispose();
        full.dispose();
        note("the transaction ends: " + cause.reason2);
        voice.ended(ending, sample(Context.END), cause);
        session = null;
        served = true;
        meter.flow(0);
        profiles.sessionEnded(id);
        report();
        leaveSoon();
        around.idle().run();
    }

    /** The car goes; a transaction that still runs ends with it. */
    void unplug() {
        end(StopCause.CAR_LEFT);
        departure.dispose();
        car = null;
        note("the car leaves");
        report();
    }

    private void leaveSoon() {
        Car here = car;
        departure.dispose();
        departure = time.after(pace.handling().multipliedBy(random.nextInt(3, 7)), () -> {
            if (car == here && session == null) unplug();
        });
    }

    void fail(Fault broken) {
        fault = broken;
        note("breaks: " + broken.info());
        end(StopCause.FAULT);
        report();
    }

    void repair() {
        fault = null;
        note("works again");
        report();
    }

    /** Connector 0 means all of them. A running transaction goes on; the connector is out of service after it. */
    void operative(int connector, boolean yes) {
        plugs.operative(connector, yes);
        report();
    }

    void reserve(Reservation fresh) {
        booking.keep(fresh);
        report();
    }

    void cancelReservation() {
        booking.drop();
        report();
    }

    private void expired(Reservation reservation) {
        voice.reservationExpired(reservation);
        report();
    }

    /** The power goes out: the car drives away unnoticed, and nothing is reported. */
    void powerDown() {
        powered = false;
        departure.dispose();
        car = null;
        fault = null;
        plugs.forgetWhatWasTold();
    }

    void powerUp() { powered = true; }

    /** Tells the state of every connector whose state is not the one told last. */
    void report() {
        plugs.report(connector -> voice.word(stateOf(connector)), this::tell);
    }

    void reportAgain() {
        plugs.forgetWhatWasTold();
        report();
    }

    void tell(int connector) { voice.status(id, connector, stateOf(connector), fault == null ? Fault.NONE : fault, time.now()); }

    /** Takes a reading for the central system, inside or outside a transaction. */
    void read() {
        flow();
        if (session == null) voice.reading(this, sample(Context.TRIGGER));
        else
            voice.sampled(session, sample(Context.TRIGGER));
    }

    /** The limits have changed: charges by the new ones from now on, and says so. */
    void follow() {
        flow();
        if (session != null) voice.sampled(session, sample(Context.PERIODIC));
    }

    private void sampleLater() {
        Duration interval = around.settings().seconds(Setting.SAMPLE_INTERVAL);
        // an interval of 0 switches sampling off; look again later whether it is on
        sampling = time.after(interval.isZero() ? Duration.ofMinutes(1) : interval, () -> {
            flow();
            if (session != null && !interval.isZero()) voice.sampled(session, sample(Context.PERIODIC));
            sampleLater();
        });
    }

    /** Charges with the power agreed so far until now, and agrees on the power from now on. */
    void flow() {
        letFlow();
        if (session == null || car == null) return;
        double offered = Math.min(spec.watts(), profiles.limit(id, session.startedAt, spec.phases(), time.now()));
        double accepted = car.accepts(spec.isDc());
        PlugState state = offered <= 0 ? PlugState.SUSPENDED_EVSE : accepted <= 0 ? PlugState.SUSPENDED_EV : PlugState.CHARGING;
        meter.flow(Math.rint(Math.min(offered, accepted * random.nextDouble(0.98, 1))));
        fullLater();
        if (state == session.state) return;
        session.state = state;
        if (state == PlugState.SUSPENDED_EV) stopBeforeLong();
        note("%s with %.1f kW at %.0f %%".formatted(state.word16, meter.watts() / 1000, car.socPercent()));
        voice.stateChanged(session, sample(Context.PERIODIC));
        report();
    }

    /** The driver of a full car comes back for it. */
    private void stopBeforeLong() {
        Session finished = session;
        departure.dispose();
        departure = time.after(pace.lapse(Duration.ofMinutes(random.nextInt(5, 15))), () -> {
            if (session == finished) end(StopCause.DRIVER);
        });
    }

    private void letFlow() {
        double energy = meter.advance(time.now());
        if (car != null) car.charge(energy);
    }

    private void fullLater() {
        full.dispose();
        if (car == null || meter.watts() <= 0) return;
        full = time.after(Duration.ofMillis(1 + (long) (car.remainingWh() / meter.watts() * 3_600_000)), this::flow);
    }

    private void note(String sentence) { around.journal().accept("EVSE " + id + ": " + sentence); }

    private Sample sample(Context context) {
        return Sample.of(time.now(), context, meter, spec.phases(), car == null ? Double.NaN : car.socPercent());
    }
}
