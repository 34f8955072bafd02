package io.wattline.csms.faults;

import io.wattline.csms.faults.Dialect.Words;
import io.wattline.csms.faults.Ledger.Step;
import io.wattline.csms.faults.Ledger.Step.Kind;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/**
 * A station that charges one car after the other. It says each step again, over as many connections as it takes, until it is told that the
 * step is stored; that is how the specification wants it of transaction messages. Source: OCPP 1.6 §3.7, §4.8; OCPP 2.0.1 E13.
 */
final class BusyStation implements Runnable {
    private static final int SAMPLES = 5;
    /** Of the same message; long for a computer, short for a charger. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final String id;
    private final Dialect dialect;
    private final Ledger ledger;
    private final StationSocket socket;
    private final Clock clock;
    private volatile boolean leaving;
    private volatile boolean abandoned;
    private Instant latest = Instant.EPOCH;
    private long register;

    /** {@code patience}: how long it waits for an answer. */
    BusyStation(String id, int port, Dialect dialect, Duration patience, Ledger ledger, Clock clock) {
        this.id = id;
        this.dialect = dialect;
        this.ledger = ledger;
        this.clock = clock;
        socket = new StationSocket(id, port, dialect.subprotocol(), patience);
    }

    /** Ends the session it is in, and begins no other. */
    void leave() { leaving = true; }

    /** Says nothing more, wherever it is. */
    void abandon() { abandoned = true; }

    @Override
    public void run() {
        try (socket) {
            while (!leaving) charge();
        } catch (AbandonedException endOfTheTest) {
            socket.close();
        }
    }

    private void charge() {
        Step started = step(dialect.newTransaction(), Kind.STARTED);
        String transaction = dialect.transaction(started, insist(dialect.step(started)));
        ledger.acknowledged(new Step(id, transaction, Kind.STARTED, started.at(), started.register()));
        for (int i = 0; i < SAMPLES; i++) say(step(transaction, Kind.SAMPLED));
        say(step(transaction, Kind.ENDED));
    }

    private void say(Step step) {
        insist(dialect.step(step));
        ledger.acknowledged(step);
    }

    private Step step(String transaction, Kind kind) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        latest = now.isAfter(latest) ? now : latest.plusMillis(1);
        if (kind != Kind.STARTED) register += 7;
        return new Step(id, transaction, kind, latest, BigDecimal.valueOf(register));
    }

    private JsonNode insist(Words words) {
        while (true) {
            JsonNode answer = connect() ? ask(words) : null;
            if (answer != null) return answer;
            socket.pause(BETWEEN_ATTEMPTS);
        }
    }

    private boolean connect() {
        if (abandoned) throw new AbandonedException();
        if (socket.isOpen()) return true;
        if (!socket.open()) return false;
        ledger.connections.increment();
        return ask(dialect.boot()) != null;
    }

    /** The payload of a CALLRESULT, null when there is none. */
    private JsonNode ask(Words words) {
        JsonNode answer = socket.call(words.action(), words.payload());
        if (answer == null) ledger.unanswered.increment();
        else if (answer.path(0).intValue() == 4)
            ledger.refused(answer.path(2).asString());
        return answer != null && answer.path(0).intValue() == 3 ? answer.path(2) : null;
    }

    private static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
