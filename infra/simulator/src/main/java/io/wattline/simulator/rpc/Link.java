package io.wattline.simulator.rpc;

import io.wattline.simulator.rpc.Outgoing.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import tools.jackson.databind.JsonNode;

/**
 * The station's end of OCPP-J: one outstanding CALL at a time, in order; answers to the central system never wait behind it.
 * It reconnects with back-off and jitter, and repeats transaction messages until they are answered. All methods belong on the
 * station's {@link Timeline}, and the owner is told there.
 */
public final class Link {
    /** Three CALLs in a row without an answer: the connection is taken for dead. */
    private static final int DEAD_AFTER = 3;

    private final Dialer dialer;
    private final Timeline time;
    private final RandomGenerator random;
    private final LinkPace pace;
    private final Owner owner;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private @Nullable Attempt attempt;
    private Dialer.@Nullable Socket socket;
    private @Nullable Outgoing outstanding;
    private Disposable answerLimit = Disposables.disposed();
    private Disposable pause = Disposables.disposed();
    private boolean wanted;
    private boolean accepted;
    private int failures;
    private int silences;

    public Link(Dialer dialer, Timeline time, RandomGenerator random, LinkPace pace, Owner owner) {
        this.dialer = dialer;
        this.time = time;
        this.random = random;
        this.pace = pace;
        this.owner = owner;
    }

    /** Connects, and keeps reconnecting until {@link #close()}. */
    public void open() {
        wanted = true;
        if (attempt == null) dial();
    }

    /** Hangs up; transaction messages stay in the queue for the next {@link #open()}. */
    public void close() {
        wanted = false;
        if (attempt != null) attempt.hangUp("closed by the station");
    }

    /** Loses the connection as if a cable were pulled; reconnects by itself. */
    public void reconnect() {
        if (attempt != null) attempt.hangUp("given up by the station");
    }

    public boolean isOpen() { return socket != null; }

    /** Whether something about a transaction is still waiting for its answer. */
    public boolean hasTransactionsToTell() {
        return Stream.concat(Stream.ofNullable(outstanding), waiting.stream()).anyMatch(call -> call.kind == Kind.TRANSACTION);
    }

    /** Until the central system has accepted the station only {@link Kind#BOOT} leaves. */
    public void accepted(boolean yes) {
        accepted = yes;
        pump();
    }

    public void send(Outgoing call) {
        if (call.kind != Kind.TRANSACTION && socket == null) {
            time.run(() -> call.done.accept(new Outcome.Unanswered()));
            return;
        }
        waiting.addLast(call);
        pump();
    }

    private void dial() {
        var fresh = new Attempt();
        attempt = fresh;
        fresh.limit = time.after(pace.callTimeout(), () -> {
            if (attempt == fresh && socket == null) fresh.hangUp("no handshake in time");
        });
        fresh.connection = dialer.dial(fresh);
    }

    private void opened(Dialer.Socket fresh) {
        socket = fresh;
        failures = 0;
        silences = 0;
        owner.connected();
        pump();
    }

    private void closed(String why) {
        boolean wasOpen = socket != null;
        attempt = null;
        socket = null;
        answerLimit.dispose();
        if (outstanding != null) waiting.addFirst(outstanding);
        outstanding = null;
        List<Outgoing> lost = waiting.stream().filter(call -> call.kind != Kind.TRANSACTION).toList();
        waiting.removeAll(lost);
        owner.disconnected(why, wasOpen);
        lost.forEach(call -> call.done.accept(new Outcome.Unanswered()));
        if (wanted) time.after(pace.backoff(failures++, random), () -> {
            if (wanted && attempt == null) dial();
        });
    }

    private void pump() {
        while (socket != null && outstanding == null) {
            Outgoing next = takeNext();
            if (next == null) return;
            String text = next.text();
            if (text == null) {
                next.done.accept(new Outcome.Withdrawn());
                continue;
            }
            outstanding = next;
            answerLimit = time.after(pace.callTimeout(), () -> unanswered(next));
            socket.send(text);
        }
    }

    private @Nullable Outgoing takeNext() {
        for (Iterator<Outgoing> calls = waiting.iterator(); calls.hasNext();) {
            Outgoing call = calls.next();
            boolean paused = call.kind == Kind.TRANSACTION && !pause.isDisposed();
            if (call.kind == Kind.BOOT || accepted && !paused) {
                calls.remove();
                return call;
            }
        }
        return null;
    }

    private void unanswered(Outgoing call) {
        if (outstanding != call) return;
        outstanding = null;
        owner.unanswered(call.action);
        if (call.kind == Kind.TRANSACTION) repeatLater(call, 1);
        else
            call.done.accept(new Outcome.Unanswered());
        if (++silences >= DEAD_AFTER) reconnect();
        else
            pump();
    }

    private void repeatLater(Outgoing call, int patience) {
        waiting.addFirst(call);
        pause.dispose();
        pause = time.after(pace.retryInterval().multipliedBy(patience), () -> {
            pause = Disposables.disposed();
            pump();
        });
    }

    private void received(String text) {
        switch (Frame.parse(text)) {
            case Frame.Call call -> answer(call);
            case Frame.CallResult result -> finish(result.id(), new Outcome.Answered(result.payload()));
            case Frame.CallError error -> finish(error.id(), new Outcome.Refused(error.code(), error.description()));
            case null -> {
            }
        }
    }

    private void finish(String id, Outcome outcome) {
        Outgoing call = outstanding;
        if (call == null || !call.id.equals(id)) return;
        answerLimit.dispose();
        outstanding = null;
        silences = 0;
        // OCPP 1.6 §3.7.1: a transaction message that was refused is repeated a few times, later each time
        boolean again = outcome instanceof Outcome.Refused && call.kind == Kind.TRANSACTION && ++call.refusals < pace.attempts();
        if (again) repeatLater(call, call.refusals);
        else
            call.done.accept(outcome);
        pump();
    }

    private void answer(Frame.Call call) {
        Frame reply;
        try {
            reply = new Frame.CallResult(call.id(), owner.answer(call.action(), call.payload()));
        } catch (CallRefused refusal) {
            reply = new Frame.CallError(call.id(), refusal.code, String.valueOf(refusal.getMessage()));
        } catch (RuntimeException odd) {
            // a payload no handler expected: the central system learns it, the station lives on
            reply = new Frame.CallError(call.id(), "InternalError", odd.toString());
        }
        if (socket != null) socket.send(reply.text());
    }

    /** Whose link it is. */
    public interface Owner {
        void connected();

        /** {@code wasOpen} is false when the connection could not be opened in the first place. */
        void disconnected(String why, boolean wasOpen);

        /** The answer to a CALL; what it brings about is started afterwards, so that the answer leaves first. */
        JsonNode answer(String action, JsonNode payload) throws CallRefused;

        /** A CALL got no answer in time; one about a transaction will be repeated. */
        default void unanswered(String action) {}
    }

    /** One connection, from dialling to its end; what an old one still says is ignored. */
    private final class Attempt implements Dialer.Events {
        private @Nullable Disposable connection;
        private Disposable limit = Disposables.disposed();

        @Override
        public void opened(Dialer.Socket fresh) {
            time.run(() -> {
                limit.dispose();
                if (attempt == this) Link.this.opened(fresh);
                else
                    fresh.close();
            });
        }

        @Override
        public void received(String text) {
            time.run(() -> {
                if (attempt == this) Link.this.received(text);
            });
        }

        @Override
        public void closed(String why) {
            time.run(() -> {
                limit.dispose();
                if (attempt == this) Link.this.closed(why);
            });
        }

        private void hangUp(String why) {
            limit.dispose();
            if (socket != null) socket.close();
            else if (connection != null) connection.dispose();
            Link.this.closed(why);
        }
    }
}
